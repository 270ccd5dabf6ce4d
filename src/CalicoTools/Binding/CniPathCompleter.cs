using System.Collections;

namespace CalicoTools.Binding;

/// <summary>Offers the folders for CNI that Kubernetes distributions use.</summary>
public sealed class CniPathCompleter : ValueCompleter
{
    private static readonly (string Platform, string Net, string Bin)[] s_platforms =
    [
        ("kubeadm, kubespray, kubeasz, AKS, RKE2", "/etc/cni/net.d", "/opt/cni/bin"),
        ("GKE", "/etc/cni/net.d", "/home/kubernetes/bin"),
        ("OpenShift", "/var/run/multus/cni/net.d", "/var/lib/cni/bin"),
        ("MicroK8s", "/var/snap/microk8s/current/args/cni-network", "/var/snap/microk8s/current/opt/cni/bin"),
        ("K3s with its own CNI", "/var/lib/rancher/k3s/agent/etc/cni/net.d", "/var/lib/rancher/k3s/data/current/bin"),
    ];

    /// <inheritdoc/>
    private protected override IEnumerable<(string Value, string Meaning)> Values(string parameter, IDictionary bound) => s_platforms
        .GroupBy(
            platform => parameter switch
            {
                "CniBinDirectory" => platform.Bin,
                "CniNetDirectory" => platform.Net,
                _ => platform.Net + "/calico-kubeconfig",
            },
            static platform => platform.Platform)
        .Select(static platforms => (platforms.Key, string.Join(", ", platforms)));
}
