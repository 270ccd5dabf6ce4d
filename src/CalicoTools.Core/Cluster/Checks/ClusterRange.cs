using CalicoTools.Cluster.Objects;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Cluster.Checks;

/// <summary>The ranges that a cluster's pods have their addresses in, as far as it says so.</summary>
/// <param name="Range">A range.</param>
/// <param name="Source">Who says so.</param>
internal sealed record ClusterRange(AddressRange Range, string Source)
{
    private const string Flag = "--cluster-cidr=";

    /// <summary>Whether it is only a node's part of the cluster's range.</summary>
    public bool IsOfNode { get; init; }

    /// <summary>Finds the ranges of whole clusters.</summary>
    /// <param name="facts">What the cluster says.</param>
    /// <returns>The ranges, kubeadm's first.</returns>
    public static IReadOnlyList<ClusterRange> Of(ClusterFacts facts) =>
    [
        .. Ranges(PodSubnet(facts), "kubeadm-config"),
        .. facts.ControllerManagers
            .SelectMany(static pod => pod.Items("spec", "containers"))
            .SelectMany(static container => container.Texts("command").Concat(container.Texts("args")))
            .Where(static argument => argument.StartsWith(Flag, StringComparison.Ordinal))
            .Distinct()
            .SelectMany(static argument => Ranges(argument[Flag.Length..], "the controller manager's --cluster-cidr")),
    ];

    /// <summary>Finds the ranges of single nodes, which are parts of the cluster's.</summary>
    /// <param name="facts">What the cluster says.</param>
    /// <returns>The ranges.</returns>
    public static IEnumerable<ClusterRange> OfNodes(ClusterFacts facts) =>
        from node in facts.Nodes
        from text in node.Texts("spec", "podCIDRs")
        from range in Ranges(text, $"podCIDRs of node {node.Name()}")
        select range with { IsOfNode = true };

    private static IEnumerable<ClusterRange> Ranges(string? texts, string source) => (texts ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(AddressRange.TryParse)
        .OfType<AddressRange>()
        .Select(range => new ClusterRange(range, source));

    private static string? PodSubnet(ClusterFacts facts)
    {
        var text = facts.KubeadmConfig.Text("data", "ClusterConfiguration");
        try
        {
            return DocumentSplitter.Split("kubeadm-config", text ?? "")
                .Where(static part => DocumentSplitter.FirstContent(part.Text.AsSpan(DocumentSplitter.Content(part))) >= 0)
                .Select(static part => TreeReader.Read(part, DocumentSplitter.Content(part)))
                .OfType<YamlMapping>()
                .Select(static root => NodeObjects.ToObject(root).Text("networking", "podSubnet"))
                .FirstOrDefault();
        }
        catch (ManifestException)
        {
            return null;
        }
    }
}
