using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Manifests;

public sealed class NewCalicoManifestTests
{
    [Fact]
    public void A_release_is_named_with_or_without_v_and_by_position() => Assert.Equal(
        ["Calico v3.21.2 (Etcd), 11 objects", "Calico v3.21.2 (Etcd), 11 objects"],
        ModuleShell.Run("""
            "$(New-CalicoManifest -Version v3.21.2 -Datastore Etcd)"
            "$(New-CalicoManifest 3.21.2 -Datastore etcd)"
            """).Succeeded());

    [Fact]
    public void Without_a_version_it_is_the_newest_which_verbose_output_says()
    {
        var result = ModuleShell.Run("\"$(New-CalicoManifest -Datastore Etcd -Verbose)\"");
        Assert.Equal(["Calico v3.32.1 (Etcd), 16 objects"], result.Succeeded());
        Assert.Contains("v3.32.1", Assert.Single(result.Verbose), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_version_it_is_the_best_for_the_given_Kubernetes()
    {
        var result = ModuleShell.Run("(New-CalicoManifest -KubernetesVersion 1.20 -Datastore Etcd -Verbose).Version");
        Assert.Equal(["v3.21.6"], result.Succeeded());
        Assert.Contains("v3.21.6, the best that is built in for Kubernetes 1.20", Assert.Single(result.Verbose), StringComparison.Ordinal);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("v3.22.5 -KubernetesVersion v1.20.8", "v3.22.5", "not with 1.20. On Kubernetes 1.20, use Calico v3.21.6")]
    [InlineData("-KubernetesVersion 1.40", "v3.32.1", "not with 1.40. Nothing that is built in fits")]
    public void A_release_that_was_not_tested_with_the_given_Kubernetes_is_warned_of(string arguments, string version, string warning)
    {
        var result = ModuleShell.Run($"(New-CalicoManifest {arguments} -Datastore Etcd).Version");
        Assert.Equal([version], result.Succeeded());
        Assert.Contains(warning, Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_made_on_the_way_as_Set_CalicoManifest_makes_them() => Assert.Equal(
        ["True", "False"],
        ModuleShell.Run("""
            $settings = @{ EtcdEndpoint = 'https://192.168.10.73:2379'; ExternalEtcdSecret = $true; PodCidr = '10.244.0.0/16' }
            $new = (New-CalicoManifest v3.28.2 -Datastore Etcd @settings).ToYaml()
            $new -ceq (New-CalicoManifest v3.28.2 -Datastore Etcd | Set-CalicoManifest @settings).ToYaml()
            $new -ceq (New-CalicoManifest v3.28.2 -Datastore Etcd).ToYaml()
            """).Succeeded());

    [Fact]
    public void The_eBPF_variant_is_told_where_the_API_server_is()
    {
        var result = ModuleShell.Run("""
            $bpf = @{ Datastore = 'Kubernetes'; Variant = 'Bpf' }
            New-CalicoManifest @bpf | Test-CalicoManifest -Quiet
            New-CalicoManifest @bpf -KubernetesServiceHost fd00::5 -KubernetesServicePort 6443 | Test-CalicoManifest -Quiet
            [pscustomobject]@{ KubernetesServiceHost = 'api.lan'; KubernetesServicePort = '6443' },
                [pscustomobject]@{ KubernetesServiceHost = ''; KubernetesServicePort = '' } |
                New-CalicoManifest @bpf | ForEach-Object { ($_.ToYaml() -split "`n" -match '^  kubernetes_service_').Trim() }
            """);
        Assert.Equal(
            [
                "False",
                "True",
                "kubernetes_service_host: \"api.lan\"",
                "kubernetes_service_port: \"6443\"",
                "kubernetes_service_host: \"\"",
                "kubernetes_service_port: \"\"",
            ],
            result.Succeeded());
        ModuleShell.Run("New-CalicoManifest -Datastore Etcd -KubernetesServiceHost api.lan -KubernetesServicePort 6443")
            .Failed("SettingNotSupported");
    }

    [Fact]
    public void Each_variant_is_given_for_the_Kubernetes_datastore_and_configured() => Assert.Equal(
        [
            "Calico v3.28.2 (Kubernetes), 31 objects",
            "Calico v3.28.2 (Kubernetes), 31 objects",
            "Calico v3.28.2 (Kubernetes, Typha), 34 objects",
            "Calico v3.28.2 (Kubernetes, Vxlan), 31 objects",
            "Calico v3.28.2 (Kubernetes, Bpf), 31 objects",
            "Calico v3.28.2 (Kubernetes, PolicyOnly), 34 objects",
            "Calico v3.28.2 (Kubernetes, Canal), 33 objects",
            "6",
        ],
        ModuleShell.Run("""
            "$(New-CalicoManifest v3.28.2 -Datastore Kubernetes)"
            $manifests = 'Default', 'Typha', 'Vxlan', 'Bpf', 'PolicyOnly', 'Canal' |
                ForEach-Object { New-CalicoManifest v3.28.2 -Datastore Kubernetes -Variant $_ -Mtu 1440 }
            $manifests | ForEach-Object { "$_" }
            "$(@($manifests | Where-Object { $_.ToYaml().Contains('1440') }).Count)"
            """).Succeeded());

    [Fact]
    public void A_row_of_a_table_makes_a_manifest_and_its_empty_cells_ask_for_nothing() => Assert.Equal(
        ["v3.32.1 16"],
        ModuleShell.Run("""
            [pscustomobject]@{ Version = ''; Datastore = 'Etcd'; Variant = ''; EtcdEndpoint = ''; Mtu = '' } |
                New-CalicoManifest | ForEach-Object { "$($_.Version) $($_.Resources.Count)" }
            """).Succeeded());

    [Fact]
    public void Versions_and_datastores_bind_by_property_name() => Assert.Equal(
        ["v3.26.5 Etcd", "v3.28.2 Etcd"],
        ModuleShell.Run("""
            [pscustomobject]@{ Version = 'v3.26.5'; Datastore = 'Etcd' }, [pscustomobject]@{ Version = '3.28.2'; Datastore = 'Etcd' } |
                New-CalicoManifest | ForEach-Object { "$($_.Version) $($_.Datastore)" }
            """).Succeeded());

    [Theory]
    [InlineData("-Version v3.21.3 -Datastore Etcd", "ReleaseNotBuiltIn", "ObjectNotFound", "v3.21.6")]
    [InlineData("-Version v3.23.5 -KubernetesVersion 1.20 -Datastore Etcd", "ReleaseUnfitForKubernetes", "NotImplemented", "v3.21.6")]
    [InlineData("-KubernetesVersion 1.15 -Datastore Etcd", "NoReleaseFits", "ObjectNotFound", "Update Kubernetes")]
    [InlineData("-KubernetesVersion new -Datastore Etcd", "KubernetesVersionMalformed", "InvalidArgument", "v1.28.4")]
    [InlineData("-Version latest -Datastore Etcd", "ReleaseMalformed", "InvalidArgument", "v3.32.1")]
    [InlineData("-Datastore Etcd -Variant Typha", "ManifestNotBuiltIn", "NotImplemented", "Leave the variant out for etcd")]
    [InlineData("-Datastore Etcd -Variant Canal", "ManifestNotBuiltIn", "NotImplemented", "Default, Typha, Vxlan, Bpf, PolicyOnly, Canal")]
    [InlineData("-Datastore Kubernetes -Variant Canal -BlockSize 24", "SettingNotSupported", "NotImplemented", "Leave the setting out")]
    public void What_is_not_built_in_is_an_error_with_the_way_out(string arguments, string errorId, string category, string remedy)
    {
        var error = ModuleShell.Run($"New-CalicoManifest {arguments}").Failed(errorId);
        Assert.Equal(category, error.Category);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v3.21", "v3.21.6 v3.21.5 v3.21.4 v3.21.2 v3.21.1 v3.21.0")]
    [InlineData("3.22", "v3.22.5 v3.22.4 v3.22.3 v3.22.2 v3.22.1 v3.22.0")]
    [InlineData("v4", "")]
    public void Releases_are_offered_newest_first(string typed, string offered)
    {
        var command = $"New-CalicoManifest -Version {typed}";
        Assert.Equal([offered], ModuleShell.Run(
            $"[System.Management.Automation.CommandCompletion]::CompleteInput('{command}', {command.Length}, $null).CompletionMatches.CompletionText -join ' '")
            .Succeeded());
    }
}
