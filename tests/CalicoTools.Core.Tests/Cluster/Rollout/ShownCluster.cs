using System.Text.Json.Nodes;
using CalicoTools.Cluster.Rollout;

namespace CalicoTools.Core.Tests.Cluster.Rollout;

/// <summary>What an API server shows of a roll-out of calico-node and calico-kube-controllers, to be changed as a test needs it.</summary>
internal sealed class ShownCluster
{
    public static readonly KubernetesResource NodeAgent = new("apps/v1", "DaemonSet", "kube-system", "calico-node");
    public static readonly KubernetesResource Controllers = new("apps/v1", "Deployment", "kube-system", "calico-kube-controllers");

    private readonly List<JsonObject> _nodes = [];
    private readonly List<JsonObject> _pods = [];

    /// <summary>A cluster of nodes on which everything is ready.</summary>
    public ShownCluster(int nodes)
    {
        foreach (var number in Enumerable.Range(1, nodes))
        {
            _nodes.Add(Json($$"""
                {"kind": "Node", "metadata": {"name": "n{{number}}", "labels": {"kubernetes.io/os": "linux"} },
                 "status": {"conditions": [{"type": "Ready", "status": "True"}]} }
                """));
            _pods.Add(Pod($"calico-node-{number}", "set", $"n{number}", """{"pod-template-generation": "2"}"""));
        }

        _pods.Add(Pod("calico-kube-controllers-1", "replicas-2", "n1", "{}"));
        DaemonSet = Json($$"""
            {"kind": "DaemonSet",
             "metadata": {"name": "calico-node", "namespace": "kube-system", "uid": "set", "generation": 4,
                          "annotations": {"deprecated.daemonset.template.generation": "2"} },
             "spec": {"template": {"spec": {"nodeSelector": {"kubernetes.io/os": "linux"} } } },
             "status": {"observedGeneration": 4, "desiredNumberScheduled": {{nodes}}, "updatedNumberScheduled": {{nodes}},
                        "numberAvailable": {{nodes}} } }
            """);
        Deployment = Json("""
            {"kind": "Deployment",
             "metadata": {"name": "calico-kube-controllers", "namespace": "kube-system", "uid": "deployment", "generation": 1,
                          "annotations": {"deployment.kubernetes.io/revision": "2"} },
             "spec": {"replicas": 1},
             "status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "availableReplicas": 1} }
            """);
    }

    public JsonObject DaemonSet { get; }

    public JsonObject Deployment { get; }

    public RolloutSnapshot Snapshot => new([DaemonSet, Deployment], [ReplicaSet(1), ReplicaSet(2)], _pods, _nodes);

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public JsonObject PodOn(int node) => _pods[node - 1];

    public JsonObject ControllersPod => _pods[^1];

    /// <summary>Writes a count of a status.</summary>
    public ShownCluster Counting(JsonObject workload, string count, int value)
    {
        workload["status"]![count] = value;
        return this;
    }

    /// <summary>Says of a node whether it is ready, as the controller manager writes it.</summary>
    public ShownCluster NodeReady(int node, string status)
    {
        _nodes[node - 1]["status"]!["conditions"]![0]!["status"] = status;
        return this;
    }

    /// <summary>Says of a pod that it is not ready, and what state its container is in.</summary>
    public ShownCluster Failing(JsonObject pod, string state, int restarts = 0, string statuses = "containerStatuses", string lastState = "{}")
    {
        pod["status"]!["conditions"]![0]!["status"] = "False";
        pod["status"]![statuses] = JsonNode.Parse($$"""
            [{"name": "failing", "image": "quay.io/calico/node:v3.21.2", "ready": false, "restartCount": {{restarts}},
              "state": {{state}}, "lastState": {{lastState}} }]
            """);
        return pod == ControllersPod ? Counting(Deployment, "availableReplicas", 0)
            : Counting(DaemonSet, "numberAvailable", (int)DaemonSet["status"]!["numberAvailable"]! - 1);
    }

    private static JsonObject ReplicaSet(int revision) => Json($$"""
        {"metadata": {"name": "calico-kube-controllers-{{revision}}", "namespace": "kube-system", "uid": "replicas-{{revision}}",
                      "annotations": {"deployment.kubernetes.io/revision": "{{revision}}"},
                      "ownerReferences": [{"uid": "deployment"}]} }
        """);

    private static JsonObject Pod(string name, string owner, string node, string labels) => Json($$"""
        {"metadata": {"name": "{{name}}", "namespace": "kube-system", "labels": {{labels}}, "ownerReferences": [{"uid": "{{owner}}"}]},
         "spec": {"nodeName": "{{node}}"},
         "status": {"conditions": [{"type": "Ready", "status": "True"}]} }
        """);
}
