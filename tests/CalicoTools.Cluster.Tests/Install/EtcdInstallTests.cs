using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.ControlPlane;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>How an installation on etcd treats the Secret with the certificates.</summary>
public sealed class EtcdInstallTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private LocalCluster Cluster => fixture.Cluster;

    [ClusterFact]
    public async Task A_new_certificate_changes_the_Secret_and_rolls_both_workloads()
    {
        Installing.Reset(Cluster);
        await Installing.RunAsync(Cluster, Installing.Secured(Installing.Certificates()));
        var renewed = Installing.Secured(Installing.Certificates());
        var results = await Installing.RunAsync(Cluster, renewed);
        Assert.Equal([Installing.Secret, Installing.Node, Installing.Controllers], results.Of(ResourceAction.Configured));
        Assert.DoesNotContain(
            results.SelectMany(static result => result.Changes),
            static change => $"{change.Old}{change.New}".Contains("LS0tLS1CRUdJTi", StringComparison.Ordinal));
        Assert.Empty((await Installing.RunAsync(Cluster, renewed)).Of(ResourceAction.Configured));
    }

    [ClusterFact]
    public async Task An_empty_Secret_in_the_manifest_leaves_the_cluster_s_as_it_is()
    {
        Installing.Reset(Cluster);
        var certificates = Installing.Certificates();
        await Installing.RunAsync(Cluster, Installing.Secured(certificates));
        var results = await Installing.RunAsync(Cluster, Installing.Plain());
        Assert.Contains(Installing.Secret, results.Of(ResourceAction.Unchanged));
        Assert.Equal(certificates.EtcdCert, Installing.Field(Cluster, "secret", "calico-etcd-secrets", "{.data.etcd-cert}"));
    }

    [ClusterFact]
    public async Task A_Secret_kept_apart_has_to_be_there_or_come_along()
    {
        Installing.Reset(Cluster);
        var error = await Assert.ThrowsAsync<ClusterException>(() => Installing.RunAsync(Cluster, Installing.External()));
        Assert.Equal("ClusterSecretMissing", error.ErrorId);
        var secret = Installing.SecretOf(Installing.Certificates());
        Assert.Contains(Installing.Secret, (await Installing.RunAsync(Cluster, secret, Installing.External())).Of(ResourceAction.Created));
        Assert.Empty((await Installing.RunAsync(Cluster, Installing.External())).Of(ResourceAction.Configured));
    }

    [ClusterFact]
    public async Task A_Secret_that_kubectl_created_is_taken_over()
    {
        Installing.Reset(Cluster);
        Kubectl.Run(Cluster.Administrator, "create", "secret", "generic", "-n", "kube-system", "calico-etcd-secrets", "--from-literal=etcd-key=x");
        var results = await Installing.RunAsync(Cluster, Installing.Secured(Installing.Certificates()));
        Assert.Equal("kubectl-create", results.Single(static result => result.Resource.Kind == "Secret").TakenOverFrom);
    }
}
