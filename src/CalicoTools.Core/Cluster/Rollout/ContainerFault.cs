using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Rollout;

/// <summary>What is wrong with a container, as its pod's status tells.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Node">The node it is on.</param>
/// <param name="Container">The container's name.</param>
/// <param name="IsInit">Whether it is one that prepares the others.</param>
/// <param name="Image">Its image.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">What the kubelet says of it; empty when it says nothing.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="IsRunning">Whether it runs again at this moment.</param>
internal sealed record ContainerFault(
    KubernetesResource Pod,
    string Node,
    string Container,
    bool IsInit,
    string Image,
    FaultKind Kind,
    string Message,
    int Restarts,
    bool IsRunning)
{
    private static readonly string[] s_statuses = ["initContainerStatuses", "containerStatuses"];

    /// <summary>Finds what is wrong with the containers of a pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <returns>The faults, those of init containers first, as they run first.</returns>
    public static IEnumerable<ContainerFault> Of(JsonObject pod) =>
        from statuses in s_statuses
        from status in pod.Items("status", statuses)
        where status.Flag("ready") != true
        let kind = Evaluate(status)
        where kind is not null
        select new ContainerFault(
            new KubernetesResource("v1", "Pod", pod.Namespace(), pod.Name()),
            pod.Text("spec", "nodeName") ?? "",
            status.Text("name") ?? "",
            statuses == s_statuses[0],
            status.Text("image") ?? "",
            kind.Value,
            status.Text("state", "waiting", "message") ?? Ended(status).Text("message") ?? "",
            (int)(status.Number("restartCount") ?? 0),
            status.Find("state", "running") is not null);

    /// <summary>Where it is.</summary>
    /// <returns>Such as <c>container calico-node of Pod kube-system/calico-node-x7 on node n1</c>.</returns>
    public override string ToString() =>
        $"{(IsInit ? "init container" : "container")} {Container} of {Pod}{(Node.Length == 0 ? "" : $" on node {Node}")}";

    private static FaultKind? Evaluate(JsonObject status) => status.Text("state", "waiting", "reason") switch
    {
        "CrashLoopBackOff" => FaultKind.CrashLoop,
        "InvalidImageName" => FaultKind.ImageName,
        "ErrImagePull" or "ImagePullBackOff" or "ErrImageNeverPull" or "RegistryUnavailable" or "ImageInspectError" => FaultKind.ImagePull,
        "CreateContainerConfigError" or "CreateContainerError" or "RunContainerError" => FaultKind.NotCreated,
        _ => Ended(status).Number("exitCode") is not (null or 0) ? FaultKind.Crashed : null,
    };

    private static JsonObject? Ended(JsonObject status) =>
        (status.Find("state", "terminated") ?? status.Find("lastState", "terminated")) as JsonObject;
}
