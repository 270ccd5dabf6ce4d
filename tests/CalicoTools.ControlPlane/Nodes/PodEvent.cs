using System.Globalization;
using System.Text.Json.Nodes;

namespace CalicoTools.ControlPlane.Nodes;

/// <summary>The event a kubelet would write of a pod.</summary>
internal static class PodEvent
{
    /// <summary>Says what is the matter with a pod.</summary>
    /// <returns>The event; null when there is nothing to tell.</returns>
    public static JsonObject? Of(FakePod pod, PodFate fate) => fate switch
    {
        { Container: null } => null,
        { WaitingReason: "CrashLoopBackOff" } => Warning(pod, "BackOff", "Back-off restarting failed container"),
        { WaitingReason: "ErrImagePull" } => Warning(pod, "Failed", $"Failed to pull image: {fate.Message}"),
        { WaitingReason: not null } => Warning(pod, "BackOff", fate.Message),
        { ExitCode: null } => Warning(pod, "Unhealthy", $"Readiness probe failed: {fate.Message}"),
        _ => null,
    };

    private static JsonObject Warning(FakePod pod, string reason, string message)
    {
        var now = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = $"{pod.Name}.{Guid.NewGuid():N}", ["namespace"] = pod.Namespace },
            ["involvedObject"] = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Pod",
                ["namespace"] = pod.Namespace,
                ["name"] = pod.Name,
                ["uid"] = pod.Uid,
            },
            ["reason"] = reason,
            ["message"] = message,
            ["type"] = "Warning",
            ["count"] = 1,
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["source"] = new JsonObject { ["component"] = "kubelet", ["host"] = pod.Node },
        };
    }
}
