using CalicoTools.ControlPlane;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>What kubectl sees of the control plane the tests stand on.</summary>
public sealed class LocalClusterTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private LocalCluster Cluster => fixture.Cluster;

    [ClusterFact]
    public void Its_certificates_satisfy_kubectl() =>
        Assert.Equal("ok", Kubectl.Run(Cluster.Administrator, "get", "--raw=/readyz"));

    [ClusterFact]
    public void A_user_without_rights_is_refused_and_gets_those_it_is_given()
    {
        var user = Cluster.KubeConfigOf("operator", "operators");
        var refused = Kubectl.Try(user, "get", "nodes");
        Assert.Contains("nodes is forbidden: User \"operator\" cannot list resource \"nodes\"", refused.Error, StringComparison.Ordinal);

        Kubectl.Run(Cluster.Administrator, "create", "clusterrolebinding", "operators", "--clusterrole=cluster-admin", "--group=operators");
        Assert.Contains("node-0", Kubectl.Run(user, "get", "nodes"), StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_service_account_s_token_is_known()
    {
        Kubectl.Run(Cluster.Administrator, "create", "serviceaccount", "robot", "-n", "kube-system");
        var user = Cluster.KubeConfigWithToken("robot", await Cluster.TokenAsync("robot"));
        var refused = Kubectl.Try(user, "get", "nodes");
        Assert.Contains("User \"system:serviceaccount:kube-system:robot\" cannot list", refused.Error, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_killed_API_server_comes_back_with_everything_and_its_nodes_go_on()
    {
        await using var cluster = await LocalCluster.StartAsync();
        await cluster.Nodes.AddAsync(2, haveNetwork: true);
        Workload.Apply(cluster, "before");

        await cluster.ApiServer.KillAsync();
        Assert.Contains("refused", Kubectl.Try(cluster.Administrator, "get", "nodes").Error, StringComparison.Ordinal);

        cluster.ApiServer.Start();
        await cluster.ReadyAsync();
        Workload.Apply(cluster, "after");
        Workload.AwaitRollout(cluster, "before");
        Workload.AwaitRollout(cluster, "after");
    }
}
