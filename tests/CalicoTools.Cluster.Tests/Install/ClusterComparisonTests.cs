using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Install;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>How a manifest differs from what a real cluster has.</summary>
public sealed class ClusterComparisonTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [ClusterFact]
    public async Task Nothing_differs_from_what_was_installed_and_otherwise_what_runs_is_told()
    {
        Installing.Reset(fixture.Cluster);
        Assert.Contains(await CompareAsync(Installing.Plain()), static change => change is { Path: "", Change: FieldChangeKind.Removed });
        await Installing.RunAsync(fixture.Cluster, Installing.Plain());
        Assert.Empty(await CompareAsync(Installing.Plain()));
        var change = Assert.Single(await CompareAsync(
            Installing.Plain(new ManifestSettings { EtcdEndpoint = ["http://127.0.0.1:2379"], Mtu = 1440 })));
        Assert.Equal((Installing.Config, "data.veth_mtu", "1440", "0"), (change.Resource.ToString(), change.Path, change.Old, change.New));
    }

    private Task<IReadOnlyList<FieldChange>> CompareAsync(CalicoManifest manifest) => ClusterComparison.CompareAsync(
        [manifest], new ConnectionOptions { KubeConfig = fixture.Cluster.Administrator }, new InstallLog(), default);
}
