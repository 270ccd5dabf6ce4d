using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Checks;

/// <summary>What a cluster says of itself before anything is written to it. What may not be read, or is not there, is empty.</summary>
internal sealed record ClusterFacts
{
    /// <summary>The version of the API server, such as <c>v1.20.8</c>; null when it does not say.</summary>
    public string? Version { get; init; }

    /// <summary>The API versions it serves, such as <c>apps/v1</c>.</summary>
    public IReadOnlySet<string> ApiVersions { get; init; } = new HashSet<string>();

    /// <summary>The nodes.</summary>
    public IReadOnlyList<JsonObject> Nodes { get; init; } = [];

    /// <summary>The DaemonSets of all namespaces.</summary>
    public IReadOnlyList<JsonObject> DaemonSets { get; init; } = [];

    /// <summary>The ConfigMap in which kubeadm keeps how it made the cluster.</summary>
    public JsonObject? KubeadmConfig { get; init; }

    /// <summary>The pods of the API server and of the controller manager, where they run as such.</summary>
    public IReadOnlyList<JsonObject> ControlPlane { get; init; } = [];

    /// <summary>The ranges of services, in clusters that have objects for them.</summary>
    public IReadOnlyList<JsonObject> ServiceCidrs { get; init; } = [];

    /// <summary>The API server's own service, whose address is in the range of services.</summary>
    public JsonObject? ApiService { get; init; }

    /// <summary>Calico's address pools, of the Kubernetes datastore.</summary>
    public IReadOnlyList<JsonObject> Pools { get; init; } = [];

    /// <summary>The Secret with the certificates for etcd.</summary>
    public JsonObject? EtcdSecret { get; init; }

    /// <summary>What tells Calico's operator to install Calico.</summary>
    public IReadOnlyList<JsonObject> OperatorInstallations { get; init; } = [];

    /// <summary>The Deployments of Calico's operator.</summary>
    public IReadOnlyList<JsonObject> Operators { get; init; } = [];

    /// <summary>What the user may not do, of what there is to do.</summary>
    public IReadOnlyList<AccessQuestion> Denied { get; init; } = [];

    /// <summary>What could not be read, and why.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];
}
