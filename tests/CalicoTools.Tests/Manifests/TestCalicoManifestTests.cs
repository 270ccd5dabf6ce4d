using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Manifests;

public sealed class TestCalicoManifestTests
{
    [Theory]
    [MemberData(nameof(ModuleShell.All), MemberType = typeof(ModuleShell))]
    public void An_untouched_manifest_for_etcd_yields_its_placeholder_and_the_missing_pod_range(ModuleShell shell) => Assert.Equal(
        ["Error EtcdEndpointPlaceholder ConfigMap kube-system/calico-config", "Information PodCidrDefault DaemonSet kube-system/calico-node"],
        shell.Run("""
            New-CalicoManifest -Version v3.21.2 -Datastore Etcd | Test-CalicoManifest | ForEach-Object { "$($_.Severity) $($_.RuleId) $($_.Subject)" }
            """).Succeeded());

    [Fact]
    public void Quiet_tells_whether_there_is_no_error() => Assert.Equal(
        ["False", "True", "False"],
        new HostedShell().Run("""
            $manifest = New-CalicoManifest -Version v3.21.2 -Datastore Etcd
            $manifest | Test-CalicoManifest -Quiet
            $manifest | Set-CalicoManifest -EtcdEndpoint http://192.168.10.73:2379 | Test-CalicoManifest -Quiet
            @() | Test-CalicoManifest -Quiet
            """).Succeeded());

    [Fact]
    public void Manifests_of_one_pipeline_are_judged_together() => Assert.Equal(
        ["EtcdSecretEmpty", "none"],
        new HostedShell().Run("""
            $endpoints = @{ EtcdEndpoint = 'https://192.168.10.73:2379' }
            $paths = New-CalicoManifest -Datastore Etcd @endpoints -ExternalEtcdSecret -PodCidr 10.244.0.0/16
            $empty = New-CalicoManifest -Datastore Etcd -PodCidr 10.244.0.0/16
            $empty, $paths | Test-CalicoManifest | ForEach-Object RuleId
            if (-not ($paths | Test-CalicoManifest)) { 'none' }
            """).Succeeded());

    [Fact]
    public void The_default_view_shows_severity_rule_subject_and_message()
    {
        var result = new HostedShell().Run("New-CalicoManifest -Datastore Etcd | Test-CalicoManifest | Out-Default");
        Assert.Contains("EtcdEndpointPlaceholder", result.Screen, StringComparison.Ordinal);
        Assert.Contains("The etcd endpoints are still the placeholder.", result.Screen, StringComparison.Ordinal);
    }
}
