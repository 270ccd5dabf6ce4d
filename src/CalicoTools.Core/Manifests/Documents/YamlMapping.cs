namespace CalicoTools.Manifests.Documents;

/// <summary>A mapping, its entries in the order of the text.</summary>
internal sealed class YamlMapping(int start, int end, bool flow) : YamlCollection(start, end, flow)
{
    /// <summary>The entries.</summary>
    public List<YamlEntry> Entries { get; } = [];

    /// <summary>Finds an entry by its key as Kubernetes reads it.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value; null when there is no such entry.</returns>
    public YamlNode? Find(string key) => Entries.Find(entry => entry.Name == key)?.Value;
}
