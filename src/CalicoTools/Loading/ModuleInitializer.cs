using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace CalicoTools.Loading;

/// <summary>Connects the shell, in the default load context, to the engine in its own.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private const string Engine = "CalicoTools.Core";

    private static readonly DependencyLoadContext s_dependencies = new(
        Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "Dependencies"));

    /// <inheritdoc/>
    public void OnImport()
    {
        // Once, however often and in however many runspaces the module is imported. It stays when a runspace removes the
        // module: another may still have it, and a re-import finds these same assemblies.
        AssemblyLoadContext.Default.Resolving -= ResolveEngine;
        AssemblyLoadContext.Default.Resolving += ResolveEngine;
    }

    private static Assembly? ResolveEngine(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == Engine ? s_dependencies.LoadOwn(name) : null;
}
