using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents;

/// <summary>Reads texts of objects that may hold anything at any place.</summary>
internal static class JsonNodeText
{
    /// <summary>The text a field is.</summary>
    /// <param name="node">The field.</param>
    /// <returns>The text; null when it is none.</returns>
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
