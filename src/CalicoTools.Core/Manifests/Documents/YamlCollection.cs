namespace CalicoTools.Manifests.Documents;

/// <summary>A mapping or a sequence.</summary>
internal abstract class YamlCollection(int start, int end, bool flow) : YamlNode(start, end)
{
    /// <summary>Whether it is written in braces or brackets.</summary>
    public bool Flow { get; } = flow;

    /// <summary>Ends the collection where its last descendant or its bracket ends.</summary>
    /// <param name="end">That offset.</param>
    public void Close(int end) => End = end;
}
