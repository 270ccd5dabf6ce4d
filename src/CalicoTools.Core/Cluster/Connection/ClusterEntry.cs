using YamlDotNet.Serialization;

namespace CalicoTools.Cluster.Connection;

/// <summary>A cluster of a kubeconfig, with what the package does not read.</summary>
internal sealed class ClusterEntry : k8s.KubeConfigModels.ClusterEndpoint
{
    /// <summary>The proxy on the way to it.</summary>
    [YamlMember(Alias = "proxy-url")]
    public string? ProxyUrl { get; set; }
}
