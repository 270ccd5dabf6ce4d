using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Install;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.Cluster.Update;
using CalicoTools.ControlPlane;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>What Update-Calico makes of a real cluster.</summary>
public sealed class UpdateTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private readonly InstallLog _log = new();

    private LocalCluster Cluster => fixture.Cluster;

    [ClusterFact]
    public async Task Settings_are_carried_over_and_what_has_no_use_any_more_goes()
    {
        await InstallAsync(new ManifestSettings { PodCidr = ["10.244.0.0/16"], IPAutodetectionMethod = ["can-reach=10.10.0.1"], Mtu = 1400 });
        Kubectl.Run(Cluster.Administrator, "create", "service", "clusterip", "calico-typha", "--tcp=5473", "-n", "kube-system");
        using var updater = Connect();
        var manifest = await updater.ReadAsync("v3.22.5", _log, TestContext.Current.CancellationToken);
        var plan = await updater.PlanAsync(manifest, _log, TestContext.Current.CancellationToken);
        Assert.Equal(["Service kube-system/calico-typha"], plan.Of(ResourceAction.WouldRemove));
        await updater.WriteAsync(_log, TestContext.Current.CancellationToken);
        await updater.WaitAsync(_log, TestContext.Current.CancellationToken);
        Assert.Equal(["Service kube-system/calico-typha"], (await updater.RemoveObsoleteAsync(TestContext.Current.CancellationToken)).Of(ResourceAction.Removed));

        Assert.Equal("docker.io/calico/node:v3.22.5", Node("image"));
        Assert.Equal("10.244.0.0/16", Node("env[?(@.name==\"CALICO_IPV4POOL_CIDR\")].value"));
        Assert.Equal("can-reach=10.10.0.1", Node("env[?(@.name==\"IP_AUTODETECTION_METHOD\")].value"));
        Assert.Equal("1400", Installing.Field(Cluster, "configmap", "calico-config", "{.data.veth_mtu}"));

        using var again = Connect();
        var same = await again.ReadAsync("v3.22.5", _log, TestContext.Current.CancellationToken);
        Assert.All(await again.PlanAsync(same, _log, TestContext.Current.CancellationToken), static item => Assert.Equal(ResourceAction.Unchanged, item.Action));
    }

    [ClusterFact]
    public async Task What_may_not_follow_is_refused()
    {
        await InstallAsync(new ManifestSettings());
        using var updater = Connect();
        var manifest = await updater.ReadAsync("v3.23.5", _log, TestContext.Current.CancellationToken);
        if (CalicoTools.ControlPlane.Servers.ServerPrograms.Version < new Version(1, 21))
        {
            var error = await Assert.ThrowsAsync<ClusterException>(() => updater.PlanAsync(manifest, _log, TestContext.Current.CancellationToken));
            Assert.Contains("KubernetesRefused", error.Message, StringComparison.Ordinal);
        }

        Kubectl.Run(Cluster.Administrator, "set", "image", "daemonset/calico-node", "calico-node=docker.io/calico/node:v3.28.2", "-n", "kube-system");
        var older = await Assert.ThrowsAsync<ClusterException>(() => updater.ReadAsync("v3.22.5", _log, TestContext.Current.CancellationToken));
        Assert.Equal("UpdateIsDowngrade", older.ErrorId);
    }

    [ClusterFact]
    public async Task Where_nothing_is_installed_there_is_nothing_to_update()
    {
        Kubectl.Run(Cluster.Administrator, "delete", "daemonset", "--all", "-n", "kube-system");
        using var updater = Connect();
        var error = await Assert.ThrowsAsync<ClusterException>(() => updater.ReadAsync(null, _log, TestContext.Current.CancellationToken));
        Assert.Equal("CalicoNotInstalled", error.ErrorId);
    }

    private CalicoUpdater Connect() =>
        CalicoUpdater.Connect(new ConnectionOptions { KubeConfig = Cluster.Administrator }, new InstallOptions(), _log);

    private string Node(string field) => Installing.Field(
        Cluster, "daemonset", "calico-node", $"{{.spec.template.spec.containers[?(@.name==\"calico-node\")].{field}}}");

    private async Task InstallAsync(ManifestSettings settings)
    {
        Kubectl.Run(Cluster.Administrator, "delete", "daemonset,deployment", "--all", "-n", "kube-system");
        using var installer = Installing.Connect(Cluster.Administrator);
        await installer.PlanAsync([ManifestConfigurator.Configure(Installing.Kubernetes(), settings, _log)], _log, TestContext.Current.CancellationToken);
        await installer.WriteAsync(_log, TestContext.Current.CancellationToken);
    }
}
