using System.Text.Json.Nodes;
using CalicoTools.Cluster.Rollout;

namespace CalicoTools.Core.Tests.Cluster.Rollout;

/// <summary>Events as kubelets of Kubernetes 1.36 and containerd 2 wrote them, shortened.</summary>
public sealed class CurrentEventsTests
{
    private const string Taint =
        "0/2 nodes are available: 2 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.";

    private const string Mount =
        "MountVolume.SetUp failed for volume \"kube-api-access-shlgl\" : failed to sync configmap cache: timed out waiting for the condition";

    private const string Bird =
        "Readiness probe failed: calico/node is not ready: BIRD is not ready: Error querying BIRD: unable to connect to BIRDv4 socket";

    private const string Controllers = "spec.containers{calico-kube-controllers}";
    private const string Node = "spec.containers{calico-node}";
    private const string Init = "spec.initContainers{ebpf-bootstrap}";

    private static readonly JsonObject s_placed = ShownCluster.Json("""{"kind": "Pod", "spec": {"nodeName": "n1"}}""");
    private static readonly JsonObject s_waiting = ShownCluster.Json("""{"kind": "Pod", "spec": {}}""");

    [Fact]
    public void A_taint_does_not_hold_once_the_pod_is_placed()
    {
        JsonObject[] events =
        [
            Scheduler("Warning", "FailedScheduling", "00:32:08.982183", Taint),
            Scheduler("Normal", "Scheduled", "00:32:10.997384", "Successfully assigned kube-system/x to node-2"),
            Kubelet("Normal", "Pulling", "00:32:11", "Pulling image \"quay.io/calico/kube-controllers:v3.32.1\"", Controllers),
        ];
        Assert.Equal(["Pulling image \"quay.io/calico/kube-controllers:v3.32.1\""], CurrentEvents.Of(s_placed, events));
        Assert.Equal([Taint], CurrentEvents.Of(s_waiting, events[..1]));
    }

    [Fact]
    public void A_mount_that_has_healed_does_not_hold()
    {
        JsonObject[] events =
        [
            Kubelet("Warning", "FailedMount", "00:32:16", Mount, null),
            Kubelet("Normal", "Pulled", "00:32:17", "Container image \"quay.io/calico/cni:v3.32.1\" already present on machine", Init),
            Kubelet("Normal", "Pulling", "00:32:19", "Pulling image \"quay.io/calico/node:v3.32.1\"", Init),
        ];
        Assert.Equal(["Pulling image \"quay.io/calico/node:v3.32.1\""], CurrentEvents.Of(s_placed, events));
        Assert.Equal([Mount], CurrentEvents.Of(s_placed, events[..1]));
    }

    [Fact]
    public void The_warning_that_explains_most_is_the_reason_whatever_came_later()
    {
        JsonObject[] events =
        [
            Kubelet("Warning", "Unhealthy", "00:31:37", $"{Bird}\n", Node),
            Kubelet("Warning", "Unhealthy", "00:31:44", "Liveness probe failed: calico/node is not ready: bird/confd is not live: exit status 1\n", Node),
            Kubelet("Normal", "Started", "00:32:04", "Started container calico-node", Node),
        ];
        var reason = RolloutErrors.Describe(new KubernetesResource("v1", "Pod", "kube-system", "x"), CurrentEvents.Of(s_placed, events));
        Assert.Equal($"Pod kube-system/x: BIRD does not run. It says: {Bird}.", reason.Text);
        Assert.Contains("port 179", reason.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_warning_is_the_reason_when_none_is_known()
    {
        JsonObject[] events = [Kubelet("Warning", "Odd", "00:31:37", "older", Node), Kubelet("Warning", "Odd", "00:31:38", "newer", Node)];
        var reason = RolloutErrors.Describe(new KubernetesResource("v1", "Pod", "kube-system", "x"), CurrentEvents.Of(s_placed, events));
        Assert.Equal(("Pod kube-system/x: newer.", (string?)null), (reason.Text, reason.Remedy));
    }

    [Fact]
    public void An_image_that_was_pulled_is_no_reason_and_that_of_another_container_is()
    {
        const string Failed = "Failed to pull image \"quay.io/calico/node:v3.32.1\": 429 Too Many Requests";
        JsonObject[] events =
        [
            Kubelet("Warning", "Failed", "00:31:37", Failed, Node),
            Kubelet("Normal", "Pulled", "00:31:39", "Successfully pulled image", Init),
        ];
        Assert.Equal([Failed], CurrentEvents.Of(s_placed, events));
        Assert.Empty(CurrentEvents.Of(s_placed, [.. events, Kubelet("Normal", "Pulled", "00:31:39", "Successfully pulled image", Node)]));
    }

    [Fact]
    public void Events_of_an_earlier_object_of_the_same_name_do_not_count()
    {
        var one = Kubelet("Warning", "Odd", "00:31:37", "of the one before", null);
        one["involvedObject"]!["uid"] = "old";
        Assert.Empty(CurrentEvents.Of(ShownCluster.Json("""{"metadata": {"uid": "new"}}"""), [one]));
    }

    [Fact]
    public void A_combined_event_is_told_as_it_was()
    {
        JsonObject[] events = [Kubelet("Warning", "Unhealthy", "00:31:37", $"(combined from similar events): {Bird}\n", null)];
        Assert.Equal([Bird], CurrentEvents.Of(s_placed, events));
    }

    private static JsonObject Scheduler(string type, string reason, string time, string message)
    {
        var told = Kubelet(type, reason, time, message, null);
        (told["lastTimestamp"], told["eventTime"]) = (null, $"2026-12-01T{time}Z");
        return told;
    }

    private static JsonObject Kubelet(string type, string reason, string time, string message, string? part) => new()
    {
        ["type"] = type,
        ["reason"] = reason,
        ["message"] = message,
        ["lastTimestamp"] = $"2026-12-01T{time}Z",
        ["involvedObject"] = part is null ? [] : new JsonObject { ["fieldPath"] = part },
    };
}
