namespace CalicoTools.Manifests.Documents;

/// <summary>A sequence.</summary>
internal sealed class YamlSequence(int start, int end, bool flow) : YamlCollection(start, end, flow)
{
    /// <summary>The items.</summary>
    public List<YamlItem> Items { get; } = [];
}
