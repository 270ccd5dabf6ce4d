using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CalicoTools.Manifests.Settings.Values;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Checks;

/// <summary>The rules of whether nodes can find their addresses as calico-node is told to.</summary>
internal static class AutodetectionRules
{
    private const string Ranges = "cidr=";
    private const int NodesTold = 5;
    private static readonly (string Variable, AddressFamily Family)[] s_methods =
        [("IP_AUTODETECTION_METHOD", AddressFamily.InterNetwork), ("IP6_AUTODETECTION_METHOD", AddressFamily.InterNetworkV6)];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ClusterRule> All { get; } =
    [
        new(
            "AutodetectionRangeMatchesNotAll",
            FindingSeverity.Warning,
            "The ranges in which nodes are to find their address hold no address that the cluster knows of some nodes.",
            "Set -IPAutodetectionMethod cidr= with the ranges of all nodes, or kubernetes-internal-ip.",
            static context => Evaluate(
                context,
                static text => text.StartsWith(Ranges, StringComparison.Ordinal),
                static (text, addresses) => !text[Ranges.Length..].Split(',', StringSplitOptions.TrimEntries)
                    .Select(AddressRange.TryParse)
                    .OfType<AddressRange>()
                    .Any(range => addresses.Any(range.Covers)))),
        new(
            "NodeInternalAddressMissing",
            FindingSeverity.Error,
            "Nodes are to take the address that the cluster knows of them, but it knows none of that family of some.",
            "Start the kubelet with --node-ip, or use another -IPAutodetectionMethod; -Force goes on.",
            static context => Evaluate(
                context,
                static text => text.StartsWith("kubernetes-internal-ip", StringComparison.Ordinal),
                static (_, addresses) => addresses.Count == 0))
        {
            CanBeForced = true,
        },
    ];

    private static IEnumerable<ClusterEvidence> Evaluate(
        PreflightContext context, Func<string, bool> isMethod, Func<string, IReadOnlyList<IPAddress>, bool> misses) =>
        from method in s_methods
        let text = context.Planned.Node?.Variable(method.Variable)
        where text is not null && isMethod(text)
        let nodes = context.Facts.Nodes.Where(node => misses(text, Addresses(node, method.Family))).ToArray()
        where nodes.Length > 0
        let more = nodes.Length > NodesTold ? $" and {nodes.Length - NodesTold} more nodes" : ""
        select new ClusterEvidence(
            method.Variable,
            $"{text}, without {string.Join(", ", nodes.Take(NodesTold).Select(static node => node.Name()))}{more}");

    private static IReadOnlyList<IPAddress> Addresses(JsonObject node, AddressFamily family) =>
        [.. NodeAddresses.Of(node).Where(address => address.AddressFamily == family)];
}
