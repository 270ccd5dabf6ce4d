using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>Compares what the text says with what it shall say. The order of a mapping's keys says nothing.</summary>
internal static class SameValue
{
    /// <summary>Whether a node says what it shall.</summary>
    /// <param name="node">The node.</param>
    /// <param name="intended">What it shall say.</param>
    /// <returns>True when nothing is to be changed.</returns>
    public static bool Is(YamlNode node, JsonNode? intended) => node switch
    {
        YamlAlias alias => Is(alias.Target, intended),
        YamlScalar { Style: not ScalarStyle.Plain, Value: var text } => IsText(intended, text),
        YamlScalar scalar => KubernetesScalars.TryResolve(scalar, out var json) && JsonNode.DeepEquals(json, intended),
        YamlMapping mapping => intended is JsonObject json && SameMapping(mapping, json),
        YamlSequence sequence => intended is JsonArray items && sequence.Items.Count == items.Count
            && sequence.Items.Zip(items).All(static pair => Is(pair.First.Value, pair.Second)),
        _ => false,
    };

    private static bool SameMapping(YamlMapping mapping, JsonObject intended) =>
        mapping.Entries.Exists(static entry => entry.IsMerge)
            ? JsonNode.DeepEquals(NodeObjects.ToObject(mapping), intended)
            : mapping.Entries.Count == intended.Count
                && mapping.Entries.TrueForAll(entry => intended.TryGetPropertyValue(entry.Name, out var value) && Is(entry.Value, value));

    private static bool IsText(JsonNode? intended, string text) =>
        intended is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == text;
}
