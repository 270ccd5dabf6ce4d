using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents;

/// <summary>Edits the text of a document until its object is the intended one.</summary>
internal static class DocumentEditor
{
    /// <summary>Edits a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="intended">The object it shall hold.</param>
    /// <returns>The edited document; the same when nothing differs.</returns>
    public static ManifestDocument Edit(ManifestDocument document, JsonObject intended)
    {
        if (JsonNode.DeepEquals(document.ToObject(), intended))
        {
            return document;
        }

        var separator = document.Text.StartsWith("---", StringComparison.Ordinal) ? "---\n" : "";
        return ManifestDocument.Read(document.Part with { Text = separator + ManifestYaml.Write(intended) });
    }

    /// <summary>Makes the document of a new object that follows others.</summary>
    /// <param name="source">What errors call the manifest.</param>
    /// <param name="before">The documents before it; the last one's line is ended when it is not.</param>
    /// <param name="json">The object.</param>
    /// <returns>The document.</returns>
    public static ManifestDocument Append(string source, List<ManifestDocument> before, JsonObject json)
    {
        var ended = before.Count == 0 || before[^1].Text.EndsWith('\n');
        return ManifestDocument.Read(new SourceText(source, 1, (ended ? "---\n" : "\n---\n") + ManifestYaml.Write(json)));
    }
}
