using CalicoTools.ControlPlane;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>A DaemonSet with an init container, on all nodes, ready or not.</summary>
internal static class Workload
{
    /// <summary>Applies it under a name.</summary>
    public static void Apply(LocalCluster cluster, string name, string image = "example.org/main:1", string init = "prepare") =>
        Kubectl.Apply(cluster.Administrator, $$"""
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: {{name}}, namespace: default}
            spec:
              selector:
                matchLabels: {k8s-app: {{name}} }
              template:
                metadata:
                  labels: {k8s-app: {{name}} }
                spec:
                  tolerations: [{operator: Exists}]
                  initContainers:
                  - {name: {{init}}, image: example.org/prepare}
                  containers:
                  - {name: main, image: '{{image}}'}
            """);

    /// <summary>Waits until kubectl sees it rolled out.</summary>
    public static void AwaitRollout(LocalCluster cluster, string name) =>
        Kubectl.Run(cluster.Administrator, "rollout", "status", $"daemonset/{name}", "--timeout=5m");
}
