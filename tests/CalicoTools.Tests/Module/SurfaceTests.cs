using System.Text.RegularExpressions;
using System.Xml.Linq;
using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Module;

/// <summary>What the module offers and how it presents itself.</summary>
public sealed partial class SurfaceTests
{
    [Fact]
    public void Exactly_the_cmdlet_classes_are_exported()
    {
        var classes = CmdletsOfTheAssembly();
        var exported = ModuleShell.Run("(Get-Command -Module CalicoTools).Name").Succeeded();
        Assert.NotEmpty(classes);
        Assert.Equal(classes.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_assembly_is_staged_once_and_none_of_PowerShell_s()
    {
        var bin = Path.Combine(StagedModule.Folder, "bin");
        var assemblies = Directory.GetFiles(StagedModule.Folder, "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();
        Assert.Equal(assemblies.Distinct(), assemblies);
        Assert.DoesNotContain("System.Management.Automation.dll", assemblies);
        Assert.Equal(
            ["CalicoTools.Abstractions.dll", "CalicoTools.dll"],
            Directory.GetFiles(bin, "*.dll").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_cmdlet_declares_its_output_and_has_help_with_an_example()
    {
        var lacking = ModuleShell.Run("""
            Get-Command -Module CalicoTools | ForEach-Object {
                $help = Get-Help $_.Name -Full
                if (-not $_.OutputType -and $_.Name -ne 'Export-CalicoManifest') { "$($_.Name): no output type" }
                if (-not $help.Synopsis -or $help.Synopsis.StartsWith($_.Name)) { "$($_.Name): no synopsis" }
                if (-not @($help.examples.example)[0].code) { "$($_.Name): no example" }
                foreach ($parameter in @($help.parameters.parameter)) {
                    if (-not $parameter.description) { "$($_.Name): no description of $($parameter.name)" }
                }
            }
            """).Succeeded();
        Assert.Empty(lacking);
    }

    [Fact]
    public void Only_what_writes_supports_WhatIf()
    {
        var writers = ModuleShell.Run(
            "Get-Command -Module CalicoTools | Where-Object { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object Name").Succeeded();
        Assert.Equal(["Export-CalicoCerts", "Export-CalicoManifest", "Install-Calico", "New-CalicoCerts", "Uninstall-Calico", "Update-Calico"], writers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_choice_is_read_strictly() => Assert.Empty(ModuleShell.Run("""
        foreach ($command in Get-Command -Module CalicoTools) {
            foreach ($parameter in $command.Parameters.Values) {
                $type = [Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType
                if ($type.IsEnum -and $type.Namespace -eq 'CalicoTools' -and $parameter.Attributes.TypeId.Name -notcontains 'CellAttribute') {
                    "$command -$($parameter.Name)"
                }
            }
        }
        """).Succeeded());

    [Theory]
    [InlineData("New-CalicoCerts", "CalicoCertificateSet")]
    [InlineData("(New-CalicoCerts).Client", "CalicoCertificate")]
    [InlineData("New-CalicoCerts | New-CalicoEtcdSecret", "CalicoManifest")]
    [InlineData("New-CalicoManifest -Datastore Etcd", "CalicoManifest")]
    public void A_value_shows_what_its_contract_has_and_nothing_else(string command, string contract)
    {
        var output = ModuleShell.Run($$"""
            ({{command}}).PSObject.Properties.Name -join ' '
            [CalicoTools.{{contract}}].GetProperties().Name -join ' '
            """).Succeeded();
        Assert.Equal(output[1].Split(' ').Order(StringComparer.Ordinal), output[0].Split(' ').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_help_names_every_cmdlet() => Assert.Equal(
        CmdletsOfTheAssembly().Order(StringComparer.Ordinal),
        XDocument.Load(Path.Combine(StagedModule.Folder, "bin", "en-US", "CalicoTools.dll-Help.xml"))
            .Descendants(XName.Get("details", "http://schemas.microsoft.com/maml/dev/command/2004/10"))
            .Select(static details => details.Elements().First().Value)
            .Order(StringComparer.Ordinal));

    private static IReadOnlyList<string> CmdletsOfTheAssembly() => ModuleShell.Run("""
        [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'CalicoTools' } | ForEach-Object { $_.GetExportedTypes() } |
            ForEach-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) } |
            ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        """).Succeeded();

    /// <summary>What messages, help, data and documentation send a user to is there.</summary>
    [Fact]
    public void Every_cmdlet_that_is_named_anywhere_exists()
    {
        var cmdlets = ModuleShell.Run("(Get-Module CalicoTools).ExportedCmdlets.Keys").Succeeded().ToHashSet();
        string[] kinds = [".cs", ".txt", ".yaml", ".md", ".ps1", ".psd1", ".ps1xml"];
        var files = new[] { "src", "examples", "docs" }
            .SelectMany(static folder => Directory.EnumerateFiles(Repository.At(folder), "*", SearchOption.AllDirectories))
            .Where(static file => !file.Split('/', '\\').Any(static part => part is "obj" or "bin"))
            .Concat(Directory.EnumerateFiles(Repository.At("."), "*"))
            .Where(file => kinds.Contains(Path.GetExtension(file)))
            .ToArray();
        Assert.True(files.Length > 100);
        Assert.All(files, file => Assert.Empty(CmdletName().Matches(File.ReadAllText(file))
            .Select(static match => match.Value).Distinct().Except(cmdlets).Select(name => $"{name} in {file}")));
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+(?:To|From)?-Calico[A-Z][A-Za-z]*|\b(?:Install|Update|Uninstall|Test)-Calico\b(?![A-Za-z])")]
    private static partial Regex CmdletName();
}
