using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Rollout;

/// <summary>What a cluster shows at one moment of a roll-out.</summary>
/// <param name="Workloads">DaemonSets and Deployments.</param>
/// <param name="ReplicaSets">ReplicaSets.</param>
/// <param name="Pods">Pods.</param>
/// <param name="Nodes">Nodes.</param>
internal sealed record RolloutSnapshot(
    IReadOnlyList<JsonObject> Workloads, IReadOnlyList<JsonObject> ReplicaSets, IReadOnlyList<JsonObject> Pods, IReadOnlyList<JsonObject> Nodes)
{
    private const string Revision = "deployment.kubernetes.io/revision";

    private readonly Lazy<HashSet<string>> _deadNodes = new(() =>
        [.. Nodes.Where(static node => node.Condition("Ready").Text("status") == "Unknown").Select(static node => node.Name())]);

    /// <summary>The nodes of which nothing is heard any more. Ready False is none of them: so is every node before its network is there.</summary>
    public IReadOnlySet<string> DeadNodes => _deadNodes.Value;

    /// <summary>Finds a workload.</summary>
    /// <param name="workload">Its identity.</param>
    /// <returns>The object; null when there is none.</returns>
    public JsonObject? Find(KubernetesResource workload) => Workloads.FirstOrDefault(item =>
        item.Text("kind") == workload.Kind && item.Name() == workload.Name && item.Namespace() == (workload.Namespace ?? "default"));

    /// <summary>The pods a workload wants now: not those of an earlier template, and not those on their way out.</summary>
    /// <param name="workload">The workload's object.</param>
    /// <returns>The pods.</returns>
    public IEnumerable<JsonObject> PodsOf(JsonObject workload)
    {
        var owner = workload.Text("kind") == "DaemonSet" ? workload : CurrentReplicaSet(workload);
        var template = workload.Text("metadata", "annotations", "deprecated.daemonset.template.generation");
        return Pods.Where(pod =>
            IsOwnedBy(pod, owner) &&
            pod.Find("metadata", "deletionTimestamp") is null &&
            (template is null || pod.Text("metadata", "labels", "pod-template-generation") is not { } generation || generation == template));
    }

    /// <summary>Whether a pod lives on a node of which nothing is heard any more.</summary>
    /// <param name="pod">The pod.</param>
    /// <returns>True when it does.</returns>
    public bool IsOnDeadNode(JsonObject pod) => pod.Text("spec", "nodeName") is { } node && DeadNodes.Contains(node);

    /// <summary>The dead nodes a DaemonSet wants to be on.</summary>
    /// <param name="daemonSet">The DaemonSet's object.</param>
    /// <returns>Their names.</returns>
    public IEnumerable<string> DeadNodesOf(JsonObject daemonSet)
    {
        var wanted = daemonSet.Find("spec", "template", "spec", "nodeSelector") as JsonObject ?? [];
        return Nodes
            .Where(node => DeadNodes.Contains(node.Name()))
            .Where(node => wanted.All(label => node.Text("metadata", "labels", label.Key) == label.Value.Text()))
            .Select(static node => node.Name());
    }

    private JsonObject? CurrentReplicaSet(JsonObject deployment) =>
        deployment.Text("metadata", "annotations", Revision) is { } revision
            ? ReplicaSets.FirstOrDefault(set => IsOwnedBy(set, deployment) && set.Text("metadata", "annotations", Revision) == revision)
            : null;

    private static bool IsOwnedBy(JsonObject item, JsonObject? owner) =>
        owner.Text("metadata", "uid") is { } uid &&
        item.Items("metadata", "ownerReferences").Any(reference => reference.Text("uid") == uid);
}
