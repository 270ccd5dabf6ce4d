namespace CalicoTools.Manifests.Settings;

/// <summary>What is to be set in a manifest. Everything is optional; what is null or false is left as it is.</summary>
public sealed class ManifestSettings
{
    /// <summary>The etcd members' client URLs, one per element or several in one, separated by commas.</summary>
    public IReadOnlyList<string>? EtcdEndpoint { get; init; }

    /// <summary>The certificates that go into the manifest's Secret, together with the paths that make Calico use them.</summary>
    public CalicoCertificateSet? EtcdCertificate { get; init; }

    /// <summary>Whether the Secret is kept apart from the manifest: the paths are set and the Secret is left out.</summary>
    public bool ExternalEtcdSecret { get; init; }

    /// <summary>The pods' address ranges, at most one per family.</summary>
    public IReadOnlyList<string>? PodCidr { get; init; }

    /// <summary>How a node's IPv4 address is found; the elements are joined by commas.</summary>
    public IReadOnlyList<string>? IPAutodetectionMethod { get; init; }

    /// <summary>How a node's IPv6 address is found; the elements are joined by commas.</summary>
    public IReadOnlyList<string>? IP6AutodetectionMethod { get; init; }

    /// <summary>The path of the kubeconfig, on the host, that the CNI configuration names.</summary>
    public string? CniKubeConfigPath { get; init; }

    /// <summary>The host's folder for CNI configurations.</summary>
    public string? CniNetDirectory { get; init; }

    /// <summary>The host's folder for CNI programs.</summary>
    public string? CniBinDirectory { get; init; }

    /// <summary>The MTU of pod and tunnel interfaces, bytes; 0 is automatic.</summary>
    public int? Mtu { get; init; }

    /// <summary>How packets travel between nodes.</summary>
    public Encapsulation? Encapsulation { get; init; }

    /// <summary>The prefix length of the blocks of IPv4 addresses that nodes take from the pool.</summary>
    public int? BlockSize { get; init; }

    /// <summary>Whether the nodes masquerade what pods send out of the pools.</summary>
    public bool? NatOutgoing { get; init; }

    /// <summary>The registry, with or without a path in it, that every image is pulled from.</summary>
    public string? ImageRegistry { get; init; }

    /// <summary>The name of the Secret with the registry's credentials.</summary>
    public string? ImagePullSecret { get; init; }

    /// <summary>The API server's own name or address, where eBPF takes kube-proxy's place.</summary>
    public string? KubernetesServiceHost { get; init; }

    /// <summary>The API server's own port, where eBPF takes kube-proxy's place.</summary>
    public int? KubernetesServicePort { get; init; }

    /// <summary>Environment variables of the calico-node container by name; null removes one.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>>? Environment { get; init; }
}
