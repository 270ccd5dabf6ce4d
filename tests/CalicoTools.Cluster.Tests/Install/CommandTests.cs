using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.ControlPlane;
using CalicoTools.ControlPlane.Servers;
using CalicoTools.Releases;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>Install-Calico and Update-Calico on a real cluster, as a user types them.</summary>
public sealed class CommandTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private LocalCluster Cluster => fixture.Cluster;

    private string Connection => $"-KubeConfig '{Cluster.Administrator}'";

    [ClusterFact]
    public void Without_a_version_the_release_that_fits_the_cluster_best_is_installed_and_the_reason_said()
    {
        Installing.Reset(Cluster, Installing.Kubernetes());
        var kubernetes = new KubernetesVersion(ServerPrograms.Version.Major, ServerPrograms.Version.Minor);
        var best = KubernetesFits.Best(kubernetes);
        var reason = $"the best that is built in for Kubernetes {kubernetes}: Calico {best} is tested with Kubernetes";
        Assert.Contains(reason, ModuleHost.Run($"Install-Calico -Datastore Kubernetes {Connection} -WhatIf"), StringComparison.Ordinal);
        Assert.Empty(Image());

        var shown = ModuleHost.Try($"Install-Calico -Datastore Kubernetes {Connection} -Verbose");
        Assert.Contains($"this is Calico {best}, the best", shown.Output + shown.Error, StringComparison.Ordinal);
        Assert.Contains("DaemonSet kube-system/calico-node", shown.Output, StringComparison.Ordinal);
        Assert.EndsWith($":{best}", Image(), StringComparison.Ordinal);

        Assert.Contains(reason, ModuleHost.Run($"Update-Calico {Connection} -WhatIf"), StringComparison.Ordinal);
    }

    private string Image() => Kubectl.Run(
        Cluster.Administrator, "get", "daemonset", "calico-node", "-n", "kube-system", "--ignore-not-found", "-o", "jsonpath={.spec.template.spec.containers[0].image}");
}
