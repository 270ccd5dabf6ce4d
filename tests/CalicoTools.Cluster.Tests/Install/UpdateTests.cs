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
        var manifest = await updater.ReadAsync($"{ServerReleases.Newest}", _log, TestContext.Current.CancellationToken);
        var plan = await updater.PlanAsync(manifest, _log, TestContext.Current.CancellationToken);
        Assert.Equal(["Service kube-system/calico-typha"], plan.Of(ResourceAction.WouldRemove));
        await updater.WriteAsync(_log, TestContext.Current.CancellationToken);
        await updater.WaitAsync(_log, TestContext.Current.CancellationToken);
        Assert.Equal(["Service kube-system/calico-typha"], (await updater.RemoveObsoleteAsync(TestContext.Current.CancellationToken)).Of(ResourceAction.Removed));

        Assert.Equal(ServerReleases.NodeImage(ServerReleases.Newest), Node("image"));
        Assert.Equal("10.244.0.0/16", Node("env[?(@.name==\"CALICO_IPV4POOL_CIDR\")].value"));
        Assert.Equal("can-reach=10.10.0.1", Node("env[?(@.name==\"IP_AUTODETECTION_METHOD\")].value"));
        Assert.Equal("1400", Installing.Field(Cluster, "configmap", "calico-config", "{.data.veth_mtu}"));

        using var again = Connect();
        var same = await again.ReadAsync($"{ServerReleases.Newest}", _log, TestContext.Current.CancellationToken);
        Assert.All(await again.PlanAsync(same, _log, TestContext.Current.CancellationToken), static item => Assert.Equal(ResourceAction.Unchanged, item.Action));
    }

    [ClusterFact]
    public async Task What_may_not_follow_is_refused()
    {
        await InstallAsync(new ManifestSettings());
        using var updater = Connect();
        var refused = $"{ServerReleases.Refused}";
        if (ServerReleases.Refused.Number > ServerReleases.Newest.Number)
        {
            var manifest = await updater.ReadAsync(refused, _log, TestContext.Current.CancellationToken);
            var error = await Assert.ThrowsAsync<ClusterException>(() => updater.PlanAsync(manifest, _log, TestContext.Current.CancellationToken));
            Assert.Contains("KubernetesRefused", error.Message, StringComparison.Ordinal);
        }
        else
        {
            await DowngradeAsync(refused);
        }

        var image = $"calico-node={ServerReleases.NodeImage(ServerReleases.Newest)}";
        Kubectl.Run(Cluster.Administrator, "set", "image", "daemonset/calico-node", image, "-n", "kube-system");
        await DowngradeAsync($"{ServerReleases.Older}");

        async Task DowngradeAsync(string release)
        {
            var error = await Assert.ThrowsAsync<ClusterException>(() => updater.ReadAsync(release, _log, TestContext.Current.CancellationToken));
            Assert.Equal("UpdateIsDowngrade", error.ErrorId);
        }
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
        CalicoUpdater.Connect(new ConnectionOptions { KubeConfig = Cluster.Administrator }, new InstallOptions(), _log, TestContext.Current.CancellationToken);

    private string Node(string field) => Installing.Field(
        Cluster, "daemonset", "calico-node", $"{{.spec.template.spec.containers[?(@.name==\"calico-node\")].{field}}}");

    private async Task InstallAsync(ManifestSettings settings)
    {
        Kubectl.Run(Cluster.Administrator, "delete", "daemonset,deployment", "--all", "-n", "kube-system");
        using var installer = Installing.Connect(Cluster.Administrator);
        await installer.PlanAsync([Installing.Kubernetes(ServerReleases.Older, settings)], _log, TestContext.Current.CancellationToken);
        await installer.WriteAsync(_log, TestContext.Current.CancellationToken);
    }
}
