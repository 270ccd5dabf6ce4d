using System.Text.Json.Nodes;

namespace CalicoTools.Objects;

/// <summary>Reads fields of objects as manifests and the API give them. What is not there, or is of another kind, reads as nothing.</summary>
internal static class ObjectFields
{
    /// <summary>A field.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">The keys that lead to it.</param>
    /// <returns>Its value; null when there is none.</returns>
    public static JsonNode? Find(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = (node as JsonObject)?[key];
        }

        return node;
    }

    /// <summary>A text.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">The keys that lead to it.</param>
    /// <returns>The text; null when there is none.</returns>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.Find(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A whole number.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">The keys that lead to it.</param>
    /// <returns>The number; null when there is none.</returns>
    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.Find(path) is JsonValue value
            ? value.TryGetValue<long>(out var number) ? number : value.TryGetValue<int>(out var small) ? small : null
            : null;

    /// <summary>A truth value.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">The keys that lead to it.</param>
    /// <returns>The value; null when there is none.</returns>
    public static bool? Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.Find(path) is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The objects of a list.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">The keys that lead to the list.</param>
    /// <returns>The objects in it; none when there is no list.</returns>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.Find(path) as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The texts of a list.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">The keys that lead to the list.</param>
    /// <returns>The texts in it; none when there is no list.</returns>
    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.Find(path) as JsonArray ?? []).Select(static item => item.Text()).OfType<string>();

    /// <summary>A condition of an object's status.</summary>
    /// <param name="node">The object.</param>
    /// <param name="type">The condition's type.</param>
    /// <returns>The condition; null when the status has none of that type.</returns>
    public static JsonObject? Condition(this JsonNode? node, string type) =>
        node.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);

    /// <summary>Whether a pod is ready.</summary>
    /// <param name="pod">The pod.</param>
    /// <returns>True when it says so.</returns>
    public static bool IsReady(this JsonNode? pod) => pod.Condition("Ready").Text("status") == "True";

    /// <summary>The name of an object.</summary>
    /// <param name="node">The object.</param>
    /// <returns>The name; empty when it has none.</returns>
    public static string Name(this JsonNode? node) => node.Text("metadata", "name") ?? "";

    /// <summary>The namespace of an object.</summary>
    /// <param name="node">The object.</param>
    /// <returns>The namespace; empty when it has none.</returns>
    public static string Namespace(this JsonNode? node) => node.Text("metadata", "namespace") ?? "";
}
