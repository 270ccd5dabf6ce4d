using System.Text.Json.Nodes;
using CalicoTools.Manifests.Installations;
using CalicoTools.Manifests.Settings;
using CalicoTools.Manifests.Settings.Values;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Checks;

/// <summary>The rules of the pods' addresses.</summary>
internal static class PoolRules
{
    private const string DefaultPool = "default-ipv4-ippool";
    private const string DefaultRange = "192.168.0.0/16";
    private const string PodCidr = "Set the pod range with -PodCidr";

    private static readonly string[] s_ranges = [AddressPools.Range4, AddressPools.Range6];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ClusterRule> All { get; } =
    [
        new(
            "PodCidrDiffers",
            FindingSeverity.Warning,
            "The pod range is not in the range that the cluster knows as its pods': kube-proxy hides such pods' addresses.",
            $"{PodCidr} to the cluster's range.",
            static context => Node(context, static (node, facts) =>
                from variable in s_ranges
                let range = AddressRange.TryParse(node.Variable(variable) ?? "")
                where range is not null
                let known = Known(facts, range.IsIPv6)
                where known.Count > 0 && !known.Exists(whole => Fits(range, whole))
                select new ClusterEvidence(
                    variable, $"{range.Text}, but {known[0].Source} has {known[0].Range.Text}", RemedyOf(known[0])))),
        new(
            "PodCidrNotGiven",
            FindingSeverity.Warning,
            $"No pod range is given, and calico-node cannot see the cluster's: it takes {DefaultRange}.",
            $"{PodCidr} to the cluster's range.",
            static context => Node(context, static (node, facts) =>
                node.Variable(AddressPools.Range4) is null && facts.KubeadmConfig is null
                ? Known(facts, ipv6: false)
                    .Where(static known => !AddressRange.TryParse(DefaultRange)!.Covers(known.Range))
                    .Take(1)
                    .Select(static known => new ClusterEvidence(
                        AddressPools.Range4, $"{known.Source} has {known.Range.Text}", RemedyOf(known)))
                : [])),
        new(
            "PodCidrHoldsNodes",
            FindingSeverity.Error,
            "Nodes have their addresses in the pod range: packets for them would be sent to pods.",
            $"{PodCidr} that no node's address is in; -Force goes on.",
            static context => Node(context, static (node, facts) =>
                from variable in s_ranges
                let range = AddressRange.TryParse(node.Variable(variable) ?? "")
                where range is not null
                from machine in facts.Nodes
                from address in NodeAddresses.Of(machine)
                where range.Covers(address)
                select new ClusterEvidence($"Node {machine.Name()}", $"{address} is in {range.Text}")))
        {
            CanBeForced = true,
        },
        new(
            "PoolSettingWithoutEffect",
            FindingSeverity.Warning,
            "A setting of the first pool differs from the pool that is there, and has no effect: a pool is made only where there is none.",
            "Leave the setting as the pool has it, or make another pool with calicoctl and move the pods.",
            static context => context.Planned.Node is { MakesDefaultPool: true } node &&
                context.Facts.Pools.FirstOrDefault(static pool => pool.Name() == DefaultPool) is { } pool
                    ? Differences(node, pool).Select(static seen => new ClusterEvidence($"IPPool {DefaultPool}", seen))
                    : []),
    ];

    private static IEnumerable<ClusterEvidence> Node(
        PreflightContext context, Func<NodeContainer, ClusterFacts, IEnumerable<ClusterEvidence>> look) =>
        context.Planned.Node is { MakesDefaultPool: true } node && context.Facts.Pools.Count == 0 ? look(node, context.Facts) : [];

    // A node's range is only a part of the cluster's, and so tells less.
    private static List<ClusterRange> Known(ClusterFacts facts, bool ipv6)
    {
        var clusters = ClusterRange.Of(facts).Where(known => known.Range.IsIPv6 == ipv6).ToList();
        return clusters.Count > 0 ? clusters : [.. ClusterRange.OfNodes(facts).Where(known => known.Range.IsIPv6 == ipv6)];
    }

    private static string RemedyOf(ClusterRange known) => known.IsOfNode
        ? $"{PodCidr} to the cluster's range, in which all nodes' podCIDRs are."
        : $"{PodCidr} {known.Range.Text}.";

    private static bool Fits(AddressRange pool, ClusterRange known) => known.Range.Covers(pool) || pool.Covers(known.Range);

    private static IEnumerable<string> Differences(NodeContainer node, JsonObject pool)
    {
        (string Variable, string? Live, Func<string, string> Normal)[] settings =
        [
            (AddressPools.Range4, pool.Text("spec", "cidr"), static text => AddressRange.TryParse(text)?.Masked ?? text),
            (AddressPools.BlockSize4, pool.Find("spec", "blockSize")?.ToString(), static text => text),
            ("CALICO_IPV4POOL_IPIP", pool.Text("spec", "ipipMode") ?? "Never", Mode),
            ("CALICO_IPV4POOL_VXLAN", pool.Text("spec", "vxlanMode") ?? "Never", Mode),
            ("CALICO_IPV4POOL_NAT_OUTGOING", pool.Find("spec", "natOutgoing")?.ToString() ?? "false", Truth),
            ("CALICO_IPV4POOL_NODE_SELECTOR", pool.Text("spec", "nodeSelector") ?? "all()", static text => text),
        ];
        return from setting in settings
               let asked = node.Variable(setting.Variable)
               where asked is not null && setting.Live is not null
               where !string.Equals(setting.Normal(asked), setting.Normal(setting.Live), StringComparison.OrdinalIgnoreCase)
               select $"{setting.Variable} is {asked}, the pool has {setting.Live}";
    }

    private static string Mode(string text) => text.ToLowerInvariant() switch
    {
        "" or "off" => "never",
        "cross-subnet" => "crosssubnet",
        var mode => mode,
    };

    private static string Truth(string text) => text.ToLowerInvariant() is "false" or "0" or "no" or "n" or "f" ? "false" : "true";
}
