namespace CalicoTools.Manifests.Documents;

/// <summary>
/// Lists, as <c>kubectl get -o yaml</c> gives them: their items are the objects, and become documents of their own. Such text has neither
/// comments nor a layout of somebody's that would have to be kept.
/// </summary>
internal static class ListItems
{
    private const string Ending = "List";

    /// <summary>Whether an object is a list of objects.</summary>
    /// <param name="root">The object.</param>
    /// <returns>True when it has items, and a kind that says so.</returns>
    public static bool IsList(YamlMapping root) =>
        root.Find("items") is not null && Kind(root)?.EndsWith(Ending, StringComparison.Ordinal) == true;

    /// <summary>Makes documents of the items.</summary>
    /// <param name="part">The list's part of the manifest.</param>
    /// <param name="root">The list.</param>
    /// <returns>A document for each item.</returns>
    /// <exception cref="ManifestException">There is no item, or an item is not an object.</exception>
    public static IEnumerable<ManifestDocument> Documents(SourceText part, YamlMapping root) =>
        root.Find("items") is YamlSequence { Items: [_, ..] items }
            ? items.Select(item => Document(part, root, item))
            : throw DocumentErrors.EmptyList(part.At(root.Start));

    private static ManifestDocument Document(SourceText part, YamlMapping root, YamlItem item)
    {
        var at = part.At(item.Value.Start);
        var mapping = (item.Value is YamlAlias alias ? alias.Target : item.Value) as YamlMapping ?? throw DocumentErrors.NotObject(at);
        var json = IsList(mapping) ? throw DocumentErrors.List(at) : NodeObjects.ToObject(mapping);

        // Items of a list of one kind do not repeat it where the API server wrote them.
        if (Kind(root) is { Length: > 4 } kind && !json.ContainsKey("kind") && root.Find("apiVersion") is YamlScalar version)
        {
            json.Insert(0, "apiVersion", version.Value);
            json.Insert(1, "kind", kind[..^Ending.Length]);
        }

        return ManifestDocument.Read(new SourceText(part.Source, at.Line - 1, $"---\n{ManifestYaml.Write(json)}"));
    }

    private static string? Kind(YamlMapping root) => (root.Find("kind") as YamlScalar)?.Value;
}
