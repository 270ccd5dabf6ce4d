using System.Globalization;
using System.Text.Json.Nodes;
using CalicoTools.ControlPlane.Servers;

namespace CalicoTools.ControlPlane.Nodes;

/// <summary>A node that is nothing but an object in the API server. It becomes ready when a CNI plug-in is installed.</summary>
internal sealed class FakeNode(int index, int blockSize, int logPort)
{
    public const string NoNetwork =
        "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: "
        + "cni plugin not initialized";

    private int _pods;

    public string Name { get; } = $"node-{index}";

    /// <summary>Its address, which leads nowhere.</summary>
    public string Address { get; } = $"10.10.{index / 250}.{(index % 250) + 1}";

    /// <summary>An address for a pod on it.</summary>
    public string PodAddress => Block(Interlocked.Increment(ref _pods) % (1 << (32 - blockSize)));

    /// <summary>Whether somebody answers for it; otherwise its pods stay as they are.</summary>
    public bool IsAlive { get; set; } = true;

    /// <summary>Whether a CNI plug-in is installed.</summary>
    public bool HasNetwork { get; set; }

    /// <summary>Whether calico-node has run, which says so in a condition.</summary>
    public bool RunsCalico { get; set; }

    /// <summary>The object to register it with.</summary>
    public JsonObject Object()
    {
        var capacity = new JsonObject { ["cpu"] = "4", ["memory"] = "8Gi", ["ephemeral-storage"] = "50Gi", ["pods"] = "110" };
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Node",
            ["metadata"] = new JsonObject
            {
                ["name"] = Name,
                ["labels"] = new JsonObject
                {
                    ["kubernetes.io/hostname"] = Name,
                    ["kubernetes.io/os"] = "linux",
                    ["kubernetes.io/arch"] = "amd64",
                },
            },
            ["spec"] = new JsonObject { ["podCIDR"] = PodCidr, ["podCIDRs"] = new JsonArray(PodCidr) },
            ["status"] = new JsonObject
            {
                ["addresses"] = new JsonArray(
                    new JsonObject { ["type"] = "InternalIP", ["address"] = Address },
                    new JsonObject { ["type"] = "Hostname", ["address"] = Name },
                    new JsonObject { ["type"] = "ExternalDNS", ["address"] = "localhost" }),
                ["daemonEndpoints"] = new JsonObject { ["kubeletEndpoint"] = new JsonObject { ["Port"] = logPort } },
                ["capacity"] = capacity,
                ["allocatable"] = capacity.DeepClone(),
                ["nodeInfo"] = new JsonObject
                {
                    ["architecture"] = "amd64",
                    ["operatingSystem"] = "linux",
                    ["osImage"] = "no machine",
                    ["kernelVersion"] = "5.10.0",
                    ["kubeletVersion"] = $"v{ServerPrograms.Version}",
                    ["kubeProxyVersion"] = $"v{ServerPrograms.Version}",
                    ["containerRuntimeVersion"] = "containerd://1.6.20",
                    ["bootID"] = Name,
                    ["machineID"] = Name,
                    ["systemUUID"] = Name,
                },
                ["conditions"] = Conditions(),
            },
        };
    }

    /// <summary>Its conditions, as it is now.</summary>
    public JsonArray Conditions() =>
    [
        Pressure("MemoryPressure", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
        Pressure("DiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
        Pressure("PIDPressure", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
        Ready(),
        .. RunsCalico
            ? [Condition("NetworkUnavailable", "False", "CalicoIsUp", "Calico is running on this node")]
            : Array.Empty<JsonObject>(),
    ];

    private JsonObject Ready() => (IsAlive, HasNetwork) switch
    {
        (false, _) => Unknown("Ready"),
        (true, true) => Condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
        _ => Condition("Ready", "False", "KubeletNotReady", NoNetwork),
    };

    // Of a node that is dead the controller manager says that all is unknown.
    private JsonObject Pressure(string type, string reason, string message) =>
        IsAlive ? Condition(type, "False", reason, message) : Unknown(type);

    private static JsonObject Unknown(string type) =>
        Condition(type, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.");

    private string PodCidr => $"{Block(0)}/{blockSize.ToString(CultureInfo.InvariantCulture)}";

    // The nodes' blocks lie one after the other in 10.244.0.0/16.
    private string Block(int offset)
    {
        var number = (index << (32 - blockSize)) + offset;
        return $"10.244.{number >> 8}.{number & 255}";
    }

    private static JsonObject Condition(string type, string status, string reason, string message)
    {
        var now = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return new()
        {
            ["type"] = type,
            ["status"] = status,
            ["reason"] = reason,
            ["message"] = message,
            ["lastHeartbeatTime"] = now,
            ["lastTransitionTime"] = now,
        };
    }
}
