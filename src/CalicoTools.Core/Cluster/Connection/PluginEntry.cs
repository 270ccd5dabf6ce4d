using k8s.KubeConfigModels;
using YamlDotNet.Serialization;

namespace CalicoTools.Cluster.Connection;

/// <summary>A credential plugin of a kubeconfig, with what the package does not read.</summary>
internal sealed class PluginEntry : ExternalExecution
{
    /// <summary>Whether it talks to the user: <c>Never</c>, <c>IfAvailable</c> or <c>Always</c>.</summary>
    [YamlMember(Alias = "interactiveMode")]
    public string? InteractiveMode { get; set; }
}
