namespace CalicoTools.Manifests.Documents;

/// <summary>
/// The syntax tree of a document. It is some ten times as large as the text, most documents are never looked into again, and what
/// lives is what makes collections slow: so it is let go whenever memory is collected, and read again when somebody needs it.
/// </summary>
internal sealed class DocumentTree
{
    private readonly SourceText _part;
    private readonly WeakReference<YamlMapping> _root;

    private DocumentTree(SourceText part, YamlMapping? root)
    {
        _part = part;
        _root = new WeakReference<YamlMapping>(root!);
    }

    /// <summary>The tree's root, offsets counted from the beginning of the document's part.</summary>
    public YamlMapping Root
    {
        get
        {
            if (!_root.TryGetTarget(out var root))
            {
                root = Read(_part, DocumentSplitter.Content(_part));
                _root.SetTarget(root);
            }

            return root;
        }
    }

    /// <summary>Reads a tree.</summary>
    /// <param name="part">The document's part of the manifest.</param>
    /// <param name="content">Where its content stands in that part.</param>
    /// <param name="root">The root.</param>
    /// <returns>The tree.</returns>
    /// <exception cref="ManifestException">It is no object, or not YAML.</exception>
    public static DocumentTree Read(SourceText part, Range content, out YamlMapping root)
    {
        root = Read(part, content);
        return new DocumentTree(part, root);
    }

    /// <summary>The tree of a text that was written here, and is read when somebody looks into it.</summary>
    /// <param name="part">The document's part of the manifest.</param>
    /// <returns>The tree.</returns>
    public static DocumentTree Unread(SourceText part) => new(part, null);

    private static YamlMapping Read(SourceText part, Range content)
    {
        var node = TreeReader.Read(part, content);
        TreeLayout.Check(part, content, node);
        return node as YamlMapping ?? throw DocumentErrors.NotObject(part.At(node.Start));
    }
}
