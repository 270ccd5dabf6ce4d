using System.Collections;

namespace CalicoTools.Binding;

/// <summary>Offers where API servers listen: the ports that distributions use, and the proxies that some run on every node.</summary>
public sealed class KubernetesServiceCompleter : ValueCompleter
{
    private static readonly (string Value, string Meaning)[] s_ports =
    [
        ("6443", "kubeadm, kubespray, kubeasz, k3s, RKE2, OpenShift"),
        ("443", "GKE, EKS, AKS, or a load balancer"),
        ("16443", "MicroK8s"),
        ("7445", "KubePrism on every node of Talos"),
    ];

    private static readonly (string Value, string Meaning)[] s_hosts =
    [
        ("127.0.0.1", "a proxy on every node, as kubespray has it"),
        ("localhost", "KubePrism on every node of Talos"),
    ];

    /// <inheritdoc/>
    private protected override IEnumerable<(string Value, string Meaning)> Values(string parameter, IDictionary bound) =>
        parameter == "KubernetesServicePort" ? s_ports : s_hosts;
}
