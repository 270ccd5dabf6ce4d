namespace CalicoTools;

/// <summary>The variants in which upstream publishes its manifests.</summary>
public enum CalicoVariant
{
    /// <summary>Networking and policy: <c>calico.yaml</c>, <c>calico-etcd.yaml</c>.</summary>
    Default,

    /// <summary>With Typha between the nodes and the Kubernetes API: <c>calico-typha.yaml</c>.</summary>
    Typha,

    /// <summary>VXLAN instead of BGP: <c>calico-vxlan.yaml</c>.</summary>
    Vxlan,

    /// <summary>The eBPF data plane: <c>calico-bpf.yaml</c>.</summary>
    Bpf,

    /// <summary>Policy beside another network: <c>calico-policy-only.yaml</c>.</summary>
    PolicyOnly,

    /// <summary>Flannel's network with Calico's policy: <c>canal.yaml</c>.</summary>
    Canal,
}
