namespace CalicoTools.Manifests.Documents;

/// <summary>A node of a document's syntax tree, with its place in the document's text.</summary>
/// <param name="start">The offset of its first character, its anchor and tag included.</param>
/// <param name="end">The offset after its last character; a collection's is that of its last descendant.</param>
internal abstract class YamlNode(int start, int end)
{
    /// <summary>The offset of its first character, its anchor and tag included.</summary>
    public int Start { get; } = start;

    /// <summary>The offset after its last character.</summary>
    public int End { get; protected set; } = end;

    /// <summary>Whether it carries an anchor, so that an alias may stand for it elsewhere.</summary>
    public bool Anchored { get; init; }

    /// <summary>Its explicit tag; empty when it has none.</summary>
    public string Tag { get; init; } = "";
}
