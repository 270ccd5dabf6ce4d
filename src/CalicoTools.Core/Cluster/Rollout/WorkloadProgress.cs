using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Rollout;

/// <summary>How far one workload has come.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Done">How many pods of its current template are ready.</param>
/// <param name="Total">How many are wanted; those for dead nodes are not among them.</param>
/// <param name="Missing">What is missing; null when nothing is.</param>
internal sealed record WorkloadProgress(KubernetesResource Workload, int Done, int Total, string? Missing)
{
    /// <summary>Tells how far a workload has come.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="snapshot">What the cluster shows.</param>
    /// <returns>Its progress.</returns>
    public static WorkloadProgress Of(KubernetesResource workload, RolloutSnapshot snapshot) => snapshot.Find(workload) switch
    {
        null => new WorkloadProgress(workload, 0, 1, "it does not exist"),
        var live when Number(live, "metadata", "generation") > Number(live, "status", "observedGeneration") =>
            new WorkloadProgress(workload, 0, Math.Max(1, Wanted(live, snapshot)), "the controller manager has not seen it yet"),
        var live => Evaluate(workload, live, snapshot),
    };

    private static WorkloadProgress Evaluate(KubernetesResource workload, JsonObject live, RolloutSnapshot snapshot)
    {
        var isDaemonSet = workload.Kind == "DaemonSet";
        var wanted = Wanted(live, snapshot);
        var updated = Number(live, "status", isDaemonSet ? "updatedNumberScheduled" : "updatedReplicas");
        var available = Number(live, "status", isDaemonSet ? "numberAvailable" : "availableReplicas");
        var old = isDaemonSet ? 0 : Number(live, "status", "replicas") - updated;

        // The counts of a DaemonSet hold dead nodes' pods too, so the pods themselves tell which of the others are ready.
        var ready = snapshot.PodsOf(live).Count(pod => !snapshot.IsOnDeadNode(pod) && pod.IsReady());
        var done = Math.Min(wanted, Math.Min(ready, Math.Min(updated, available)));
        var missing =
            done < wanted ? $"{done} of {wanted} pods are ready{(updated < wanted ? $", {updated} are of the new template" : "")}"
            : old > 0 ? $"{old} pods of the old template are still there"
            : null;
        return new WorkloadProgress(workload, done, wanted, missing);
    }

    private static int Wanted(JsonObject live, RolloutSnapshot snapshot) => live.Text("kind") == "DaemonSet"
        ? Math.Max(0, Number(live, "status", "desiredNumberScheduled") - snapshot.DeadNodesOf(live).Count())
        : (int)(live.Number("spec", "replicas") ?? 1);

    private static int Number(JsonObject live, params ReadOnlySpan<string> path) => (int)(live.Number(path) ?? 0);
}
