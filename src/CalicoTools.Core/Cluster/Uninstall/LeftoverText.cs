namespace CalicoTools.Cluster.Uninstall;

/// <summary>What a removal leaves, for somebody to look after.</summary>
internal static class LeftoverText
{
    /// <summary>What stays on the nodes, where no API reaches.</summary>
    public const string OnNodes =
        "On every node that ran Calico stay, until somebody removes them: the CNI configuration /etc/cni/net.d/10-calico.conflist or "
        + "10-canal.conflist, /etc/cni/net.d/calico-kubeconfig and /etc/cni/net.d/calico-tls, which keep the node ready; "
        + "the programs /opt/cni/bin/calico and calico-ipam; the folders /var/lib/calico, /var/run/calico, /var/log/calico and "
        + "/var/lib/cni/networks; and, until the node starts anew, the interfaces cali*, tunl0, vxlan.calico, vxlan-v6.calico, "
        + "wireguard.cali and wg-v6.cali, their routes, the iptables chains cali-*, the ipsets cali40* and cali60*, the nftables tables "
        + "calico, and what is pinned in /sys/fs/bpf/tc and /sys/fs/bpf/calico.";

    /// <summary>What stays in etcd.</summary>
    public const string InEtcd = "In etcd, what Calico kept below /calico/ stays; etcdctl del --prefix /calico/ removes it.";

    /// <summary>What stays on nodes that do not answer.</summary>
    /// <param name="nodes">Their names.</param>
    /// <returns>A sentence.</returns>
    public static string OnDeadNodes(IEnumerable<string> nodes) =>
        $"Nothing is heard of {string.Join(", ", nodes.Order(StringComparer.Ordinal))}: Calico may go on there until they come back.";

    /// <summary>What stays of the policies that Kubernetes defines and other networks use, too.</summary>
    /// <param name="definitions">Their CRDs.</param>
    /// <returns>A sentence.</returns>
    public static string OfSharedPolicies(IReadOnlyList<string> definitions) =>
        $"The CRDs {string.Join(", ", definitions)} stay, since other networks may use them; where none does, "
        + $"kubectl delete crd {string.Join(' ', definitions)} removes them with all their policies.";

    /// <summary>What stays of the custom resources.</summary>
    /// <param name="definitions">Their definitions.</param>
    /// <returns>A sentence.</returns>
    public static string OfCustomResources(int definitions) =>
        $"{definitions} definitions of custom resources stay, and in them pools, policies and addresses, which a new installation takes "
        + "up; -IncludeCustomResources removes them.";
}
