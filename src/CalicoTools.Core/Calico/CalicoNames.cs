namespace CalicoTools.Calico;

/// <summary>What the objects, containers and volumes of Calico's manifests are called.</summary>
internal static class CalicoNames
{
    /// <summary>The namespace of the manifests.</summary>
    public const string Namespace = "kube-system";

    /// <summary>The container that makes a host a node of the network.</summary>
    public const string Node = "calico-node";

    /// <summary>The init container that puts the CNI plugins and their configuration on the node.</summary>
    public const string InstallCni = "install-cni";

    /// <summary>The Deployment of the controllers, and its container.</summary>
    public const string KubeControllers = "calico-kube-controllers";

    /// <summary>The Deployment between the nodes and the API server, and its container.</summary>
    public const string Typha = "calico-typha";

    /// <summary>flannel's container beside calico-node.</summary>
    public const string Flannel = "kube-flannel";

    /// <summary>The volume of the nodes' folder for CNI programs.</summary>
    public const string CniBinVolume = "cni-bin-dir";

    /// <summary>The volume of the nodes' folder for CNI configurations.</summary>
    public const string CniNetVolume = "cni-net-dir";

    /// <summary>The DaemonSet of the nodes: one of these.</summary>
    public static IReadOnlyList<string> DaemonSets { get; } = [Node, "canal"];

    /// <summary>The ConfigMap: one of these.</summary>
    public static IReadOnlyList<string> ConfigMaps { get; } = ["calico-config", "canal-config"];
}
