using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Cluster.Objects;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Checks;

/// <summary>The rules of whether something else already is the cluster's network.</summary>
internal static class ExistingNetworkRules
{
    private const string Agent = CalicoNames.Node;

    // Name of the DaemonSet, or how it begins; what it is of.
    private static readonly (string Name, string Network)[] s_networks =
    [
        ("antrea-agent", "Antrea"),
        ("aws-node", "the Amazon VPC CNI"),
        ("azure-cni", "the Azure CNI"),
        ("canal", "Canal"),
        ("cilium", "Cilium"),
        ("contiv", "Contiv"),
        ("kindnet", "kindnet"),
        (CalicoNames.Flannel, "Flannel"),
        ("kube-ovn-cni", "Kube-OVN"),
        ("kube-router", "kube-router"),
        ("ovnkube-node", "OVN-Kubernetes"),
        ("romana-agent", "Romana"),
        ("weave-net", "Weave Net"),
    ];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ClusterRule> All { get; } =
    [
        new(
            "OtherNetwork",
            FindingSeverity.Error,
            "Another network is installed: two of them write CNI configurations and routes on every node.",
            "Remove it and its files in every node's /etc/cni/net.d first, or use -Variant PolicyOnly; -Force installs beside it.",
            static context => context.Agent is null || context.Variant == CalicoVariant.PolicyOnly
                ? []
                : from set in context.Facts.DaemonSets
                  where set.Name() != context.Agent.Name || set.Namespace() != context.Agent.Namespace
                  let network = NetworkOf(set)
                  where network is not null
                  select new ClusterEvidence($"DaemonSet {set.Namespace()}/{set.Name()}", $"it is {network}'s"))
        {
            CanBeForced = true,
        },
        new(
            "OperatorManaged",
            FindingSeverity.Error,
            "Calico's operator manages Calico in this cluster, and would work against a manifest.",
            "Change Calico through the operator's Installation, or remove the Installation and the operator (tigera-operator) first.",
            static context => context.Agent is null
                ? []
                : CalicoOperator.Signs(context.Facts.OperatorInstallations, context.Facts.Operators, context.Facts.DaemonSets)
                    .Select(static sign => new ClusterEvidence(sign.Subject, sign.Evidence))),
    ];

    private static string? NetworkOf(JsonObject set)
    {
        var name = set.Name();
        return CalicoOperator.IsAgent(set) ? null
            : name == Agent ? "another Calico"
            : s_networks.FirstOrDefault(network => $"{name}-".StartsWith($"{network.Name}-", StringComparison.Ordinal)).Network;
    }
}
