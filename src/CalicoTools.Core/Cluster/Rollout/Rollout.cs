using CalicoTools.Cluster.Api;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Cluster.Rollout;

/// <summary>Waits until what was applied runs.</summary>
internal static class Rollout
{
    /// <summary>Waits until the DaemonSets and Deployments of manifests are rolled out.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="manifests">What was applied.</param>
    /// <param name="timeout">The time the user gave, for all of the command.</param>
    /// <param name="remaining">What remains of it.</param>
    /// <param name="log">Is told how far it has come, and of nodes that are not awaited.</param>
    /// <param name="cancellation">Stops waiting; what was applied stays.</param>
    /// <returns>When all are rolled out.</returns>
    /// <exception cref="ClusterException">They are not in time, or cannot be any more.</exception>
    public static async Task WaitAsync(
        ClusterClient client,
        IReadOnlyList<CalicoManifest> manifests,
        TimeSpan timeout,
        TimeSpan remaining,
        ICommandLog log,
        CancellationToken cancellation)
    {
        ManifestDocument[] workloads =
        [
            .. manifests.Cast<Manifest>().SelectMany(static manifest => manifest.Documents)
                .Where(static document => document.Resource?.Kind is "DaemonSet" or "Deployment"),
        ];
        if (workloads.Length == 0)
        {
            return;
        }

        var source = new ClusterRolloutSource(client, [.. workloads.Select(static document => document.ToObject())]);
        await using (source.ConfigureAwait(false))
        {
            await new RolloutWait(source, TimeProvider.System, log)
                .RunAsync([.. workloads.Select(static document => document.Resource!)], timeout, remaining, cancellation)
                .ConfigureAwait(false);
        }
    }
}
