using System.Reflection;
using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Module;

/// <summary>The module keeps its packages to itself, whatever else the session has loaded and however often it is imported.</summary>
public sealed class LoadingTests
{
    private const string UseTheEngine = "$text = New-CalicoCerts | New-CalicoEtcdSecret | ConvertTo-CalicoYaml; $text.Contains('etcd-key')";

    private static readonly string s_olderYaml = typeof(LoadingTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "OlderYamlDotNet").Value!;

    [Fact]
    public void It_works_beside_an_older_YamlDotNet_that_another_module_brought()
    {
        var result = ModuleShell.RunAlone($"""
            Remove-Module CalicoTools
            $older = [Reflection.Assembly]::LoadFrom({ModuleShell.Quote(s_olderYaml)})
            Import-Module {ModuleShell.Quote(StagedModule.Manifest)} -Force
            {UseTheEngine}
            $older.GetName().Version.Major
            """);
        Assert.Equal("True\n15", result.Output.Trim().ReplaceLineEndings("\n"));
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void None_of_its_packages_is_in_the_default_context_after_use()
    {
        string[] staged =
        [
            .. Directory.GetFiles(StagedModule.Folder, "*.dll", SearchOption.AllDirectories)
                .Select(static file => Path.GetFileNameWithoutExtension(file)).Distinct(),
        ];
        Assert.Contains("KubernetesClient", staged);
        using var folder = new TemporaryFolder();
        var result = ModuleShell.RunAlone($$"""
            {{UseTheEngine}}
            try { {{Connect(folder)}} } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
            [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { $_.GetName().Name } |
                Where-Object { $_ -in '{{string.Join("', '", staged)}}' }
            """);
        Assert.Equal(
            ["CalicoTools", "CalicoTools.Abstractions", "ClusterConnectionRefused", "True"],
            result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_what_connects_to_a_cluster_loads_its_client()
    {
        using var folder = new TemporaryFolder();
        var result = ModuleShell.RunAlone($$"""
            function loaded { @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'KubernetesClient' }).Count }
            {{UseTheEngine}}
            $null = New-CalicoManifest -Version v3.21.2 -Datastore Kubernetes | Set-CalicoManifest -Mtu 1400
            loaded
            try { {{Connect(folder)}} } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
            loaded
            """);
        Assert.Equal("True\n0\nClusterConnectionRefused\n1", result.Output.Trim().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Importing_it_again_or_after_removing_it_keeps_all_cmdlets()
    {
        var manifest = ModuleShell.Quote(StagedModule.Manifest);
        var output = ModuleShell.Run($$"""
            @(Get-Command -Module CalicoTools).Count
            Import-Module {{manifest}} -Force
            @(Get-Command -Module CalicoTools).Count
            Remove-Module CalicoTools
            @(Get-Command -Module CalicoTools).Count
            Import-Module {{manifest}}
            @(Get-Command -Module CalicoTools).Count
            {{UseTheEngine}}
            """).Succeeded();
        Assert.NotEqual("0", output[0]);
        Assert.Equal([output[0], output[0], "0", output[0], "True"], output);
    }

    [Fact]
    public void Parallel_runspaces_use_it_at_once_and_each_keeps_all_cmdlets()
    {
        var output = ModuleShell.Run($$"""
            function count { @(Get-Command -Module CalicoTools).Count }
            $all = count
            1..4 | ForEach-Object -Parallel {
                Import-Module {{ModuleShell.Quote(StagedModule.Manifest)}} -Force
                {{UseTheEngine}}
                @(Get-Command -Module CalicoTools).Count -eq $using:all
            }
            (count) -eq $all -and $all -gt 10
            """).Succeeded();
        Assert.Equal(Enumerable.Repeat("True", 9), output);
    }

    [Fact]
    public void Without_its_engine_a_cmdlet_reports_an_error_and_the_session_lives_on()
    {
        using var folder = new TemporaryFolder();
        Copy(StagedModule.Folder, folder["CalicoTools"]);
        foreach (var engine in Directory.GetFiles(folder["CalicoTools"], "CalicoTools.Core.dll", SearchOption.AllDirectories))
        {
            File.Delete(engine);
        }

        var result = PowerShellProcess.Run(
        [
            "-Command",
            $"Import-Module {ModuleShell.Quote(folder["CalicoTools/CalicoTools.psd1"])}; "
                + "try { New-CalicoCerts } catch { $_.Exception.GetType().Name }; 'alive'",
        ]);
        Assert.Equal("FileNotFoundException\nalive", result.Output.Trim().ReplaceLineEndings("\n"));
    }

    // Nobody listens at port 1.
    private static string Connect(TemporaryFolder folder) => "Install-Calico -Datastore Kubernetes -ErrorAction Stop -KubeConfig " + ModuleShell.Quote(
        folder.Write("config", """
            current-context: c
            contexts: [{name: c, context: {cluster: c}}]
            clusters: [{name: c, cluster: {server: 'http://127.0.0.1:1'}}]
            """));

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
