using System.Globalization;
using System.Text.Json.Nodes;

namespace CalicoTools.ControlPlane.Nodes;

/// <summary>The events a kubelet would write of a pod.</summary>
internal static class PodEvent
{
    /// <summary>Says what is the matter with a pod.</summary>
    /// <returns>The events; none when there is nothing to tell.</returns>
    public static IEnumerable<JsonObject> Of(FakePod pod, PodFate fate)
    {
        if (fate.Container is not { } container)
        {
            return [];
        }

        var image = pod.ImageOf(container);
        return fate switch
        {
            { WaitingReason: "CrashLoopBackOff" } =>
            [
                Warning("BackOff", $"Back-off restarting failed container {container} in pod {pod.Name}_{pod.Namespace}({pod.Uid})"),
            ],
            { WaitingReason: "ErrImagePull" } =>
            [
                Warning("Failed", $"Failed to pull image \"{image}\": {fate.Message}"),
                Warning("Failed", "Error: ErrImagePull"),
            ],
            { WaitingReason: "ImagePullBackOff" } => [Normal("BackOff", fate.Message), Warning("Failed", "Error: ImagePullBackOff")],
            { WaitingReason: not null } => [Warning("Failed", $"Error: {fate.Message}")],
            { ExitCode: null } => [Warning("Unhealthy", $"Readiness probe failed: {fate.Message}\n")],
            _ => Array.Empty<JsonObject>(),
        };

        JsonObject Warning(string reason, string message) => Event(pod, container, "Warning", reason, message);

        JsonObject Normal(string reason, string message) => Event(pod, container, "Normal", reason, message);
    }

    private static JsonObject Event(FakePod pod, string container, string type, string reason, string message)
    {
        var list = pod.InitContainers.Any(one => one.Name == container) ? "initContainers" : "containers";
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
                ["fieldPath"] = $"spec.{list}{{{container}}}",
            },
            ["reason"] = reason,
            ["message"] = message,
            ["type"] = type,
            ["count"] = 1,
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["reportingComponent"] = "kubelet",
            ["reportingInstance"] = pod.Node,
            ["source"] = new JsonObject { ["component"] = "kubelet", ["host"] = pod.Node },
        };
    }
}
