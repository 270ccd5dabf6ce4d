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

    [ClusterTheory]
    [InlineData("calicotools")]
    [InlineData("kubectl apply")]
    [InlineData("kubectl apply --server-side")]
    public async Task What_an_earlier_manifest_brought_and_this_one_does_not_is_told_but_not_what_others_added(string earlier)
    {
        Installing.Reset(fixture.Cluster);
        var manifest = Installing.Plain(
            new ManifestSettings { EtcdEndpoint = ["http://127.0.0.1:2379"], Environment = [new("STALE", "yes")] });
        if (earlier == "calicotools")
        {
            await Installing.RunAsync(fixture.Cluster, manifest);
        }
        else
        {
            Kubectl.RunWith(manifest.ToYaml(), fixture.Cluster.Administrator, [.. earlier.Split(' ').Skip(1), "-f", "-"]);
        }

        Kubectl.Run(fixture.Cluster.Administrator, "set", "env", "daemonset/calico-node", "-n", "kube-system", "-c", "calico-node", "MINE=yes");
        var change = Assert.Single(await CompareAsync(Installing.Plain()));
        Assert.Equal((Installing.Node, FieldChangeKind.Added), (change.Resource.ToString(), change.Change));
        Assert.EndsWith("[STALE]", change.Path, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task The_annotations_that_roll_pods_are_not_told()
    {
        Installing.Reset(fixture.Cluster);
        await Installing.RunAsync(fixture.Cluster, Installing.Plain());
        var changed = Installing.Plain(new ManifestSettings { EtcdEndpoint = ["http://127.0.0.1:2379"], Mtu = 1440 });
        await Installing.RunAsync(fixture.Cluster, changed);
        Assert.NotEmpty(Installing.Field(fixture.Cluster, "configmap", "calico-config", @"{.metadata.annotations.calicotools/configuration}"));
        Assert.Empty(await CompareAsync(changed));
    }

    private Task<IReadOnlyList<FieldChange>> CompareAsync(CalicoManifest manifest) => ClusterComparison.CompareAsync(
        [manifest], new ConnectionOptions { KubeConfig = fixture.Cluster.Administrator }, new InstallLog(), default);
}
