using System.Management.Automation;
using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Manifests;

/// <summary>Import-CalicoManifest -Version and -Uri, against a web server on this machine; upstream's own is never asked.</summary>
public sealed class ImportOfficialManifestTests : IDisposable
{
    private const string Own = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: own  # mine\n";

    private readonly WebServer _server = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [OfficialFact]
    public void An_official_file_comes_from_a_mirror_and_then_without_a_network()
    {
        var official = ReferenceFolder.Manifest("v3.28.5", "calico.yaml");
        _server.Answers("/calico/v3.28.5/manifests/calico.yaml", WebAnswer.File(File.ReadAllBytes(official)));
        var first = Run($$"""
            $manifest = Import-CalicoManifest -Version v3.28.5 -Datastore Kubernetes -Uri {{_server.Address}}/calico -Verbose
            "$manifest $($manifest.Source.EndsWith('/calico/v3.28.5/manifests/calico.yaml'))"
            $manifest.ToYaml() -ceq [IO.File]::ReadAllText({{ModuleShell.Quote(official)}})
            """);
        Assert.Equal(["Calico v3.28.5 (Kubernetes), 31 objects True", "True"], first.Succeeded());
        Assert.Contains(first.Verbose, static message => message.StartsWith("It is kept in the cache", StringComparison.Ordinal));

        _server.Stop();
        var second = Run("\"$(Import-CalicoManifest -Version 3.28.5 -Datastore Kubernetes -Verbose)\"");
        Assert.Equal(["Calico v3.28.5 (Kubernetes), 31 objects"], second.Succeeded());
        Assert.Contains(second.Verbose, static message => message.StartsWith("It is in the cache", StringComparison.Ordinal));
    }

    [OfficialTheory]
    [InlineData("Etcd", "", "calico-etcd.yaml")]
    [InlineData("Kubernetes", "-Variant Typha", "calico-typha.yaml")]
    [InlineData("Kubernetes", "-Variant Vxlan", "calico-vxlan.yaml")]
    [InlineData("Kubernetes", "-Variant Bpf", "calico-bpf.yaml")]
    [InlineData("Kubernetes", "-Variant PolicyOnly", "calico-policy-only.yaml")]
    [InlineData("Kubernetes", "-Variant Canal", "canal.yaml")]
    public void Each_datastore_and_variant_has_its_file(string datastore, string variant, string file)
    {
        _server.Answers("/mirrored.yaml", Official("v3.32.1", file));
        Assert.Equal([$"v3.32.1 {datastore} {(variant.Length > 0 ? variant[9..] : "Default")}"], Run($$"""
            $m = Import-CalicoManifest -Version v3.32.1 -Datastore {{datastore}} {{variant}} -Uri {{_server.Address}}/mirrored.yaml
            "$($m.Version) $($m.Datastore) $($m.Variant)"
            """).Succeeded());
    }

    [OfficialFact]
    public void Releases_and_rows_of_a_table_pipe_in()
    {
        _server
            .Answers("/v3.28.5/manifests/calico.yaml", Official("v3.28.5", "calico.yaml"))
            .Answers("/v3.28.5/manifests/canal.yaml", Official("v3.28.5", "canal.yaml"));
        Assert.Equal(["Default", "Default", "Canal"], Run($$"""
            Get-CalicoRelease v3.28.5 | Import-CalicoManifest -Datastore Kubernetes -Uri {{_server.Address}} |
                ForEach-Object { "$($_.Variant)" }
            [pscustomobject]@{ Version = 'v3.28.5'; Datastore = 'Kubernetes'; Variant = '' },
                [pscustomobject]@{ Version = '3.28.5'; Datastore = 'kubernetes'; Variant = 'canal' } |
                Import-CalicoManifest -Uri {{_server.Address}} | ForEach-Object { "$($_.Variant)" }
            """).Succeeded());
    }

    [Fact]
    public void Any_manifest_is_read_from_an_address_and_not_kept()
    {
        _server.Answers("/own.yaml?key=secret", WebAnswer.Redirect("/there.yaml")).Answers("/there.yaml", WebAnswer.File(Own));
        var result = Run($$"""
            $WhatIfPreference = $true
            $m = Import-CalicoManifest -Uri '{{_server.Address}}/own.yaml?key=secret' -Verbose
            "$m $($m.Source)"
            $m.ToYaml().Contains('# mine')
            """);
        Assert.Equal([$"Namespace own {_server.Address}/own.yaml", "True"], result.Succeeded());
        Assert.Contains("was not checked: its SHA-256, ", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Everything, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_file_that_is_not_the_official_one_is_refused_with_both_hashes()
    {
        _server.Answers("/calico.yaml", WebAnswer.File(Own));
        var error = Run($"Import-CalicoManifest -Version v3.28.2 -Datastore Kubernetes -Uri {_server.Address}/calico.yaml")
            .Failed("ManifestHashMismatch");
        Assert.Equal("InvalidData", error.Category);
        Assert.Matches("[0-9a-f]{64}, that of the official file [0-9a-f]{64}", error.Text);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("/page", "DownloadIsWebPage", "InvalidData", "Raw")]
    [InlineData("/empty", "DownloadEmpty", "InvalidData", "Check the address")]
    [InlineData("/none.yaml", "DownloadNotFound", "ObjectNotFound", "Check the address")]
    [InlineData("/broken", "DownloadServerFailed", "ConnectionError", "Try again later")]
    [InlineData("/slow -Timeout 1s", "DownloadTimedOut", "OperationTimeout", "-Timeout")]
    [InlineData("/text", "ManifestSyntax", "InvalidData", "Correct the YAML")]
    [InlineData("/binary", "ManifestNotUtf8", "InvalidData", "UTF-8")]
    public void What_a_server_does_wrong_is_one_error_with_the_way_out(string target, string errorId, string category, string remedy)
    {
        _server
            .Answers("/page", WebAnswer.File("\n<!DOCTYPE html><html></html>"))
            .Answers("/empty", WebAnswer.File(""))
            .Answers("/broken", WebAnswer.Status("502 Bad Gateway"))
            .Answers("/slow", WebAnswer.Slow([1, 2, 3, 4]))
            .Answers("/text", WebAnswer.File("a: [\n"))
            .Answers("/binary", WebAnswer.File([0xff, 0xfe, 0x00]));
        var error = Run($"Import-CalicoManifest -Uri {_server.Address}{target}").Failed(errorId);
        Assert.Equal(category, error.Category);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Uri ftp://mirror.lan/calico.yaml", "UriUnusable", "InvalidArgument", "https://")]
    [InlineData("-Uri file:///calico.yaml", "UriUnusable", "InvalidArgument", "-Path")]
    [InlineData("-Uri mirror.lan/calico.yaml", "UriUnusable", "InvalidArgument", "https://")]
    [InlineData("-Uri mirror.lan/calico.yaml?token=secret", "UriUnusable", "InvalidArgument", "https://")]
    [InlineData("-Uri me:secret@mirror.lan/calico.yaml", "UriUnusable", "InvalidArgument", "https://")]
    [InlineData("-Uri 'ftp://me:secret@mirror.lan/calico.yaml#secret'", "UriUnusable", "InvalidArgument", "https://")]
    [InlineData("-Uri https://me:secret@mirror.lan/calico.yaml", "UriWithPassword", "InvalidArgument", "Leave them out")]
    [InlineData("-Version v3.28.2 -Datastore Kubernetes -Uri ftp://mirror.lan", "UriUnusable", "InvalidArgument", "https://")]
    [InlineData("-Version v3.99.0 -Datastore Kubernetes", "ReleaseNotBuiltIn", "ObjectNotFound", "v3.32.1")]
    [InlineData("-Version newest -Datastore Kubernetes", "ReleaseMalformed", "InvalidArgument", "v3.32.1")]
    [InlineData("-Version v3.21.2 -Datastore Etcd", "ManifestNotPublished", "NotImplemented", "-Version v3.21.2 -Datastore Etcd")]
    [InlineData("-Version v3.22.5 -Datastore Kubernetes -Variant Canal", "ManifestNotPublished", "NotImplemented", "-Variant Canal makes the same objects")]
    [InlineData("-Version v3.23.5 -Datastore Kubernetes -Uri https://mirror.lan", "ManifestNotPublished", "NotImplemented", "-Uri without -Version")]
    [InlineData("-Version v3.28.2 -Datastore Etcd -Variant Typha", "ManifestNotBuiltIn", "NotImplemented", "Leave the variant out")]
    public void What_cannot_be_meant_is_refused_before_anything_is_asked(string arguments, string errorId, string category, string remedy)
    {
        var result = Run($"Import-CalicoManifest {arguments}");
        var error = result.Failed(errorId);
        Assert.Equal(category, error.Category);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_a_download_ends_it_and_leaves_nothing_in_the_cache()
    {
        _server.Answers("/calico.yaml", WebAnswer.Slow(new byte[200_000]));
        using var runspace = ModuleShell.Open(TextWriter.Null);
        using var shell = PowerShell.Create(runspace);
        var running = shell
            .AddScript(WithCache($"Import-CalicoManifest -Version v3.28.2 -Datastore Kubernetes -Uri {_server.Address}/calico.yaml"))
            .BeginInvoke();
        SpinWait.SpinUntil(() => shell.Streams.Progress.Count > 0 || running.IsCompleted, TimeSpan.FromMinutes(5));
        Assert.False(running.IsCompleted, "The download ended before it could be stopped.");

        shell.Stop();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void The_system_s_proxy_is_used()
    {
        _server.Answers("http://mirror.invalid/own.yaml", WebAnswer.File(Own));
        var result = PowerShellProcess.RunModule(
            "\"$(Import-CalicoManifest -Uri http://mirror.invalid/own.yaml)\"",
            environment: new Dictionary<string, string?> { ["http_proxy"] = _server.Address, ["no_proxy"] = null });
        Assert.Equal("Namespace own", result.Output.Trim().Split('\n')[^1]);
    }

    private static WebAnswer Official(string release, string file) =>
        WebAnswer.File(File.ReadAllBytes(ReferenceFolder.Manifest(release, file)));

    private ShellResult Run(string script) => ModuleShell.Run(WithCache(script));

    private string WithCache(string script) =>
        $"[Environment]::SetEnvironmentVariable('XDG_CACHE_HOME', {ModuleShell.Quote(_folder.Path)})\n{script}";
}
