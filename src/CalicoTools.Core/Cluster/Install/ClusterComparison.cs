using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Apply;
using CalicoTools.Cluster.Connection;
using CalicoTools.Manifests.Comparison;

namespace CalicoTools.Cluster.Install;

/// <summary>Compares manifests with what a cluster has of them.</summary>
public static class ClusterComparison
{
    /// <summary>Compares each object as the server would make it of the manifest with the object that is there. Nothing is written.</summary>
    /// <param name="manifests">The manifests, in the order they would be applied in.</param>
    /// <param name="connection">The cluster.</param>
    /// <param name="log">Told how far it has come.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What differs, the manifests' side first. Fields that the manifests do not name count when we or kubectl applied them.</returns>
    /// <exception cref="ClusterException">The cluster cannot be reached, or refuses an object.</exception>
    public static async Task<IReadOnlyList<FieldChange>> CompareAsync(
        IReadOnlyList<CalicoManifest> manifests, ConnectionOptions connection, ICommandLog log, CancellationToken cancellation)
    {
        using var client = ClusterClient.Connect(connection, log, cancellation);
        var objects = await DesiredState.ReadAsync(manifests, client, cancellation).ConfigureAwait(false);
        var plans = await new ApplyPlanner(client, forceConflicts: true).PlanAsync(objects, log, cancellation).ConfigureAwait(false);
        return
        [
            .. plans.SelectMany(static plan => ObjectComparison.Compare(
                plan.Desired.Resource, ConfigChecksum.Without(plan.Result ?? plan.Desired.Json), ConfigChecksum.Without(plan.Live))),
        ];
    }
}
