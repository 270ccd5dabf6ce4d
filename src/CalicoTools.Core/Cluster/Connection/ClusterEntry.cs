using YamlDotNet.Serialization;

namespace CalicoTools.Cluster.Connection;

/// <summary>A cluster of a kubeconfig, with what the package does not read.</summary>
internal sealed class ClusterEntry : k8s.KubeConfigModels.ClusterEndpoint
{
    /// <summary>The proxy on the way to it.</summary>
    [YamlMember(Alias = "proxy-url")]
    public string? ProxyUrl { get; set; }

    /// <summary>Makes its paths absolute.</summary>
    /// <param name="folder">The kubeconfig's folder, which they are relative to.</param>
    public void ResolvePaths(string folder) =>
        CertificateAuthority = CertificateAuthority is { Length: > 0 } path ? Path.Combine(folder, path) : null;
}
