using System.Text.Json.Nodes;
using CalicoTools.Manifests.Documents.Editing;

namespace CalicoTools.Manifests.Documents;

/// <summary>Edits the text of a document until its object is the intended one, and proves it by reading it again.</summary>
internal static class DocumentEditor
{
    /// <summary>Edits a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="intended">The object it shall hold.</param>
    /// <returns>The edited document; the same when nothing differs.</returns>
    /// <exception cref="ManifestException">It cannot be edited safely.</exception>
    public static ManifestDocument Edit(ManifestDocument document, JsonObject intended)
    {
        if (document.Root is not { } root || SameValue.Is(root, intended))
        {
            return document;
        }

        var proof = intended.DeepClone().AsObject();
        var text = TreeEditor.Edit(document.Part, root, proof);
        return text is null ? throw EditErrors.Failed(document.PositionOf(), $"{document.Resource}") : Proven(document, text, proof);
    }

    /// <summary>Makes the document of a new object that follows others.</summary>
    /// <param name="source">What errors call the manifest.</param>
    /// <param name="before">The documents before it; the last one's line is ended when it is not.</param>
    /// <param name="json">The object.</param>
    /// <returns>The document.</returns>
    public static ManifestDocument Append(string source, List<ManifestDocument> before, JsonObject json)
    {
        var newLine = before.Exists(static document => document.Text.Contains("\r\n", StringComparison.Ordinal)) ? "\r\n" : "\n";
        if (before is [.., { Part: var last }] && !last.Text.EndsWith('\n'))
        {
            before[^1] = ManifestDocument.Read(last.With(last.Text + newLine));
        }

        return ManifestDocument.Read(new SourceText(source, 1, $"---{newLine}{ManifestYaml.Write(json, newLine)}"));
    }

    private static ManifestDocument Proven(ManifestDocument document, string text, JsonObject intended)
    {
        ManifestDocument edited;
        try
        {
            edited = ManifestDocument.Read(document.Part.With(text));
        }
        catch (ManifestException error)
        {
            throw EditErrors.Failed(document.PositionOf(), $"{document.Resource}", error);
        }

        return JsonNode.DeepEquals(edited.ToObject(), intended)
            ? edited
            : throw EditErrors.Failed(document.PositionOf(), $"{document.Resource}");
    }
}
