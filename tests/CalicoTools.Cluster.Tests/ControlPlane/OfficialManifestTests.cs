using CalicoTools.ControlPlane;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>Whether the control plane and its fake nodes are enough for Calico as it is published.</summary>
public sealed class OfficialManifestTests
{
    [ClusterFact]
    public async Task Kubectl_rolls_it_out_on_fifty_nodes()
    {
        Assert.SkipUnless(ReferenceFolder.IsPresent, ReferenceFolder.Absent);
        await using var cluster = await LocalCluster.StartAsync();
        await cluster.Nodes.AddAsync(50);
        Kubectl.Run(cluster.Administrator, "apply", "-f", ReferenceFolder.Manifest(Published(), "calico.yaml"));
        foreach (var workload in new[] { "daemonset/calico-node", "deployment/calico-kube-controllers" })
        {
            Kubectl.Run(cluster.Administrator, "rollout", "status", workload, "-n", "kube-system", "--timeout=5m");
        }

        var ready = Kubectl.Run(cluster.Administrator, "get", "nodes", "--no-headers").Split('\n');
        Assert.Equal(50, ready.Count(static node => node.Contains(" Ready ", StringComparison.Ordinal)));
    }

    private static string Published() => ServerReleases.Fitting
        .Select(static release => release.ToString())
        .Last(static release => ReferenceFolder.Manifests.Contains((release, "calico.yaml")));
}
