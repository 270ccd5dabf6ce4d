using CalicoTools.Certificates.Folder;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.Cluster.Tests.Etcd;
using CalicoTools.ControlPlane;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>A cluster of fifty fake nodes, and an etcd with TLS for its Calico.</summary>
public sealed class SecuredEtcd : IAsyncLifetime
{
    public const int Nodes = 50;

    internal LocalCluster Cluster { get; private set; } = null!;

    internal EtcdCluster Etcd { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (ClusterFactAttribute.IsPossible)
        {
            var etcd = EtcdCluster.StartAsync("ECDsaP256");
            Cluster = await LocalCluster.StartAsync();
            await Cluster.Nodes.AddAsync(Nodes);
            Etcd = await etcd;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (Cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Etcd?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>The certificates in a folder beside etcd's own.</summary>
    internal CalicoCertificateSet Certificates(string folder) => CertificateFolder.Open(Etcd.At(folder), TestContext.Current.CancellationToken).Read();
}
