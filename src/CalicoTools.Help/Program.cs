using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using CalicoTools.Help;

if (args is not [var assemblyPath, var documentationPath, var helpPath, var rulesPath, var installationRulesPath])
{
    Console.Error.WriteLine("usage: CalicoTools.Help ASSEMBLY DOCUMENTATION HELP RULES INSTALLATION-RULES");
    return 64;
}

var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(assemblyPath));
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(Path.GetDirectoryName(assembly.Location)!, $"{name.Name}.dll") is var file && File.Exists(file)
        ? context.LoadFromAssemblyPath(file)
        : null;
var comments = DocumentationComments.Load(documentationPath);
var cmdlets = assembly.GetExportedTypes()
    .Where(static type => !type.IsAbstract && type.GetCustomAttribute<CmdletAttribute>() is not null)
    .Select(static type => new CmdletInfo(CmdletName(type), type))
    .OrderBy(static cmdlet => cmdlet.Name, StringComparer.Ordinal);
new HelpWriter(comments).Write(cmdlets, helpPath);
var engine = AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName("CalicoTools.Core"));
RuleTable.OfManifests.Write(engine, rulesPath);
RuleTable.OfClusters.Write(engine, installationRulesPath);
return 0;

static string CmdletName(Type type) =>
    type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : type.Name;
