using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Manifests;

public sealed class TestCalicoManifestTests
{
    [Fact]
    public void An_untouched_manifest_for_etcd_yields_its_placeholder_and_the_missing_pod_range() => Assert.Equal(
        ["Error EtcdEndpointPlaceholder ConfigMap kube-system/calico-config", "Information PodCidrDefault DaemonSet kube-system/calico-node"],
        ModuleShell.Run("""
            New-CalicoManifest -Version v3.28.2 -Datastore Etcd | Test-CalicoManifest | ForEach-Object { "$($_.Severity) $($_.RuleId) $($_.Subject)" }
            """).Succeeded());

    [Fact]
    public void Quiet_tells_whether_there_is_no_error() => Assert.Equal(
        ["False", "True", "False"],
        ModuleShell.Run("""
            $manifest = New-CalicoManifest -Version v3.21.2 -Datastore Etcd
            $manifest | Test-CalicoManifest -Quiet
            $manifest | Set-CalicoManifest -EtcdEndpoint http://192.168.10.73:2379 | Test-CalicoManifest -Quiet
            @() | Test-CalicoManifest -Quiet
            """).Succeeded());

    [Fact]
    public void Manifests_of_one_pipeline_are_judged_together() => Assert.Equal(
        ["EtcdSecretEmpty", "EtcdSecretElsewhere", "True"],
        ModuleShell.Run("""
            $endpoints = @{ EtcdEndpoint = 'https://192.168.10.73:2379' }
            $paths = New-CalicoManifest -Datastore Etcd @endpoints -ExternalEtcdSecret -PodCidr 10.244.0.0/16
            $empty = New-CalicoManifest -Datastore Etcd -PodCidr 10.244.0.0/16
            $empty, $paths | Test-CalicoManifest | Where-Object Severity -EQ Error | ForEach-Object RuleId
            $paths | Test-CalicoManifest | ForEach-Object RuleId
            $paths | Test-CalicoManifest -Quiet
            """).Succeeded());

    [Fact]
    public void What_the_cluster_is_can_be_told() => Assert.Equal(
        ["PodCidrOverlap KubernetesVersionUnfit ApiVersionTooNew"],
        ModuleShell.Run("""
            $found = New-CalicoManifest v3.32.1 -Datastore Kubernetes -PodCidr 10.96.0.0/16 |
                Test-CalicoManifest -KubernetesVersion v1.20.8 -ServiceCidr 10.96.0.0/12 -NodeCidr 192.168.10.73, 192.168.11.0/24
            ($found | Where-Object Severity -EQ Error).RuleId -join ' '
            """).Succeeded());

    [Theory]
    [InlineData("-KubernetesVersion 3", "KubernetesVersionMalformed")]
    [InlineData("-ServiceCidr services", "AddressRangeMalformed")]
    [InlineData("-NodeCidr ''", "AddressRangeMalformed")]
    public void What_a_cluster_cannot_be_is_refused(string arguments, string errorId) =>
        ModuleShell.Run($"New-CalicoManifest -Datastore Etcd | Test-CalicoManifest {arguments}").Failed(errorId);

    [Fact]
    public void Defects_of_upstream_are_mended_when_asked_for_and_only_then() => Assert.Equal(
        ["UpstreamServices", "", "", "Mended UpstreamServices"],
        ModuleShell.Run("""
            function upstream { ($input | Test-CalicoManifest).RuleId -like 'Upstream*' -join ' ' }
            $published = New-CalicoManifest v3.30.2 -Datastore Etcd
            $published | upstream
            New-CalicoManifest v3.30.2 -Datastore Etcd -Repair | upstream
            $published | Set-CalicoManifest -Repair | upstream
            $said = $published | Set-CalicoManifest -Repair -Verbose 4>&1
            $said[0].ToString().Split(':')[0]
            """).Succeeded());

    [Fact]
    public void The_help_lists_every_rule()
    {
        var help = string.Join('\n', ModuleShell.Run("Get-Help about_CalicoManifestRules | ForEach-Object { \"$_\" }").Succeeded());
        Assert.All(
            ["NothingOfCalico", "EtcdEndpointPlaceholder", "PodCidrOverlap", "AutodetectionFirstFound (Warning, ..v3.24.6)", "UpstreamTierCreation (Warning, v3.29.0)"],
            rule => Assert.Contains($"    {rule}", help, StringComparison.Ordinal));
    }

    [Fact]
    public void The_default_view_shows_severity_rule_subject_and_message()
    {
        var result = ModuleShell.Run("New-CalicoManifest -Datastore Etcd | Test-CalicoManifest | Out-Default");
        Assert.Contains("EtcdEndpointPlaceholder", result.Screen, StringComparison.Ordinal);
        Assert.Contains("The etcd endpoints are still the placeholder.", result.Screen, StringComparison.Ordinal);
    }
}
