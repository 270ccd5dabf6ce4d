using CalicoTools.ControlPlane;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>A cluster of three fake nodes for the tests of a class. Tests that take a server down start one of their own.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private LocalCluster? _cluster;

    public LocalCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync()
    {
        // Also asked for when all tests that need it are left out.
        if (ClusterFactAttribute.IsPossible)
        {
            _cluster = await LocalCluster.StartAsync();
            await _cluster.Nodes.AddAsync(3);
        }
    }

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
