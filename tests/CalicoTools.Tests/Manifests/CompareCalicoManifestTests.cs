using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Manifests;

public sealed class CompareCalicoManifestTests
{
    [Fact]
    public void Settings_are_what_differs() => Assert.Equal(
        [
            "Changed data.veth_mtu 0 1440",
            "Added spec.template.spec.containers[calico-node].env[CALICO_IPV4POOL_CIDR]  {\"name\":\"CALICO_IPV4POOL_CIDR\",\"value\":\"10.244.0.0/16\"}",
        ],
        ModuleShell.Run("""
            $plain = New-CalicoManifest v3.28.2 -Datastore Etcd
            $plain | Set-CalicoManifest -Mtu 1440 -PodCidr 10.244.0.0/16 | Compare-CalicoManifest $plain |
                ForEach-Object { "$($_.Change) $($_.Path) $($_.Old) $($_.New)" }
            """).Succeeded());

    [Fact]
    public void Nothing_differs_from_itself() => Assert.Empty(ModuleShell.Run("""
        $plain = New-CalicoManifest v3.28.2 -Datastore Etcd
        Compare-CalicoManifest $plain $plain
        """).Succeeded());

    [Fact]
    public void Secrets_are_compared_and_nothing_of_them_is_shown()
    {
        var result = ModuleShell.Run("""
            $one = New-CalicoCerts | New-CalicoEtcdSecret
            $other = New-CalicoCerts | New-CalicoEtcdSecret
            $changes = Compare-CalicoManifest $one $other
            $changes | ForEach-Object { "$_" }
            $changes | Out-Default
            """);
        var shown = result.Everything;
        Assert.Equal(3, result.Succeeded().Count);
        Assert.Contains("etcd-key", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("LS0t", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@() | Compare-CalicoManifest (New-CalicoManifest -Datastore Etcd)", "NothingToCompare")]
    [InlineData("Compare-CalicoManifest $null (New-CalicoManifest -Datastore Etcd)", "ParameterArgumentValidationErrorNullNotAllowed")]
    [InlineData("Compare-CalicoManifest @() (New-CalicoManifest -Datastore Etcd)", "ParameterArgumentValidationErrorEmptyArrayNotAllowed")]
    public void Nothing_cannot_be_compared(string command, string errorId) => ModuleShell.Run(command).Failed(errorId);

    [Fact]
    public void The_default_view_names_each_object_once()
    {
        var screen = ModuleShell.Run("""
            $plain = New-CalicoManifest v3.28.2 -Datastore Etcd
            $plain | Set-CalicoManifest -Mtu 1440 -EtcdEndpoint http://192.0.2.1:2379 | Compare-CalicoManifest $plain | Out-Default
            """).Screen;
        Assert.Equal(2, screen.Split("ConfigMap kube-system/calico-config").Length);
        Assert.Contains("Changed  data.veth_mtu", screen, StringComparison.Ordinal);
        Assert.Contains("0 -> 1440", screen, StringComparison.Ordinal);
    }
}
