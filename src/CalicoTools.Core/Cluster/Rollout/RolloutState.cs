using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Rollout;

/// <summary>How far a roll-out has come, and what is wrong in it.</summary>
/// <param name="Workloads">The workloads' progress, in the order they were asked for.</param>
/// <param name="Unready">The pods that are not ready, on nodes that are alive.</param>
/// <param name="Faults">What is wrong with those pods' containers.</param>
internal sealed record RolloutState(
    IReadOnlyList<WorkloadProgress> Workloads, IReadOnlyList<JsonObject> Unready, IReadOnlyList<ContainerFault> Faults)
{
    /// <summary>Whether nothing is missing.</summary>
    public bool IsComplete => Workloads.All(static workload => workload.Missing is null);

    /// <summary>Judges what a cluster shows.</summary>
    /// <param name="awaited">The workloads that are awaited.</param>
    /// <param name="snapshot">What the cluster shows.</param>
    /// <returns>The state.</returns>
    public static RolloutState Of(IReadOnlyList<KubernetesResource> awaited, RolloutSnapshot snapshot)
    {
        JsonObject[] unready =
        [
            .. awaited.Select(snapshot.Find).OfType<JsonObject>()
                .SelectMany(snapshot.PodsOf)
                .Where(pod => !pod.IsReady() && !snapshot.IsOnDeadNode(pod)),
        ];
        return new RolloutState(
            [.. awaited.Select(workload => WorkloadProgress.Of(workload, snapshot))], unready, [.. unready.SelectMany(ContainerFault.Of)]);
    }
}
