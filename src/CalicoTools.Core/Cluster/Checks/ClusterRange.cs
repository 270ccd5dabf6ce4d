using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings.Values;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Checks;

/// <summary>A range in which a cluster's pods or services have their addresses, as far as the cluster says so.</summary>
/// <param name="Range">A range.</param>
/// <param name="Source">Who says so.</param>
internal sealed record ClusterRange(AddressRange Range, string Source)
{
    private const string PodFlag = "--cluster-cidr=";
    private const string ServiceFlag = "--service-cluster-ip-range=";

    /// <summary>Whether it is only a node's part of the cluster's range.</summary>
    public bool IsOfNode { get; init; }

    /// <summary>Finds the ranges of the pods of whole clusters.</summary>
    /// <param name="facts">What the cluster says.</param>
    /// <returns>The ranges, kubeadm's first.</returns>
    public static IReadOnlyList<ClusterRange> Of(ClusterFacts facts) =>
    [
        .. Ranges(Networking(facts, "podSubnet"), "kubeadm-config"),
        .. Flags(facts, PodFlag).SelectMany(static value => Ranges(value, "the controller manager's --cluster-cidr")),
    ];

    /// <summary>Finds the ranges of services. Where no range is told, an address in it is.</summary>
    /// <param name="facts">What the cluster says.</param>
    /// <returns>The ranges.</returns>
    public static IReadOnlyList<AddressRange> OfServices(ClusterFacts facts)
    {
        AddressRange[] told =
        [
            .. facts.ServiceCidrs.SelectMany(static item => item.Texts("spec", "cidrs"))
                .Concat(Flags(facts, ServiceFlag))
                .Append(Networking(facts, "serviceSubnet"))
                .SelectMany(static texts => Ranges(texts, ""))
                .Select(static known => known.Range)
                .DistinctBy(static range => range.Masked),
        ];
        return told.Length > 0
            ? told
            : [.. new[] { facts.ApiService.Text("spec", "clusterIP") }.SelectMany(static address =>
                Ranges($"{address}/{(address?.Contains(':') == true ? 128 : 32)}", "")).Select(static known => known.Range)];
    }

    /// <summary>Finds the ranges of single nodes, which are parts of the cluster's.</summary>
    /// <param name="facts">What the cluster says.</param>
    /// <returns>The ranges.</returns>
    public static IEnumerable<ClusterRange> OfNodes(ClusterFacts facts) =>
        from node in facts.Nodes
        from text in node.Texts("spec", "podCIDRs")
        from range in Ranges(text, $"podCIDRs of node {node.Name()}")
        select range with { IsOfNode = true };

    private static IEnumerable<string> Flags(ClusterFacts facts, string flag) => facts.ControlPlane
        .SelectMany(static pod => pod.Items("spec", "containers"))
        .SelectMany(static container => container.Texts("command").Concat(container.Texts("args")))
        .Where(argument => argument.StartsWith(flag, StringComparison.Ordinal))
        .Select(argument => argument[flag.Length..])
        .Distinct();

    private static IEnumerable<ClusterRange> Ranges(string? texts, string source) => (texts ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(AddressRange.TryParse)
        .OfType<AddressRange>()
        .Select(range => new ClusterRange(range, source));

    private static string? Networking(ClusterFacts facts, string field)
    {
        var text = facts.KubeadmConfig.Text("data", "ClusterConfiguration");
        try
        {
            return DocumentSplitter.Split("kubeadm-config", text ?? "")
                .Where(static part => DocumentSplitter.FirstContent(part.Text.AsSpan(DocumentSplitter.Content(part))) >= 0)
                .Select(static part => TreeReader.Read(part, DocumentSplitter.Content(part)))
                .OfType<YamlMapping>()
                .Select(root => NodeObjects.ToObject(root).Text("networking", field))
                .FirstOrDefault();
        }
        catch (ManifestException)
        {
            return null;
        }
    }
}
