using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Manifests.Documents;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Installations;

/// <summary>An object of a manifest and its places in the text. Paths are keys, and in lists an item's name or index.</summary>
internal sealed class InspectedObject(ManifestDocument document, KubernetesResource resource)
{
    private readonly Lazy<JsonObject> _object = new(document.ToObject);

    /// <summary>Its identity.</summary>
    public KubernetesResource Resource { get; } = resource;

    /// <summary>The object.</summary>
    /// <returns>A copy that the caller may change.</returns>
    public JsonObject ToObject() => document.ToObject();

    /// <summary>A field.</summary>
    /// <param name="path">The way to it.</param>
    /// <returns>Its value; null when there is none.</returns>
    public JsonNode? Find(params ReadOnlySpan<string> path)
    {
        JsonNode? node = _object.Value;
        foreach (var step in path)
        {
            node = node switch
            {
                JsonObject mapping => mapping[step],
                JsonArray items when int.TryParse(step, out var index) => items.ElementAtOrDefault(index),
                // Of environment variables of one name, Kubernetes takes the last.
                JsonArray items => items.LastOrDefault(item => item.Text("name") == step),
                _ => null,
            };
        }

        return node;
    }

    /// <summary>The specification of the pods it makes; null when it makes none.</summary>
    public JsonObject? Pod => _object.Value.Pod();

    /// <summary>A text.</summary>
    /// <param name="path">The way to it.</param>
    /// <returns>The text; null when there is none.</returns>
    public string? FindText(params ReadOnlySpan<string> path) => Find(path).Text();

    /// <summary>The texts of a list.</summary>
    /// <param name="path">The way to it.</param>
    /// <returns>The texts in it; none when there is no list.</returns>
    public IEnumerable<string> FindTexts(params ReadOnlySpan<string> path) =>
        Find(path).Texts();

    /// <summary>The keys of a mapping whose values are texts that are not empty.</summary>
    /// <param name="path">The way to it.</param>
    /// <returns>The keys; none when there is no mapping.</returns>
    public IEnumerable<string> FilledKeys(params ReadOnlySpan<string> path) =>
        (Find(path) as JsonObject ?? []).Where(static entry => entry.Value.Text() is { Length: > 0 }).Select(static entry => entry.Key);

    /// <summary>Reports something seen in a field.</summary>
    /// <param name="what">What was seen.</param>
    /// <param name="path">The way to the field, or as far towards it as there is something.</param>
    /// <returns>The evidence.</returns>
    public Evidence Report(string what, params ReadOnlySpan<string> path) => new(Resource, $"{document.PositionOf(path)}: {what}");

    /// <summary>Reports something seen in a line of a text that spans several.</summary>
    /// <param name="what">What was seen.</param>
    /// <param name="line">The line in the text, from 0.</param>
    /// <param name="path">The way to the text: two keys.</param>
    /// <returns>The evidence; where the text is not written as a block, its beginning is the place.</returns>
    public Evidence ReportInLine(string what, int line, (string Outer, string Inner) path)
    {
        var start = document.PositionOf(path.Outer, path.Inner);
        var isBlock = (document.Root?.Find(path.Outer) as YamlMapping)?.Find(path.Inner) is YamlScalar { IsBlock: true };
        return new Evidence(Resource, $"{(isBlock ? start with { Line = start.Line + 1 + line, Column = 1 } : start)}: {what}");
    }
}
