using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Calico;

/// <summary>
/// Secrets without data, as the official manifests for etcd have one: they say that a Secret is needed, not that it is to be emptied.
/// </summary>
internal static class EmptySecret
{
    private static readonly string[] s_parts = ["data", "stringData", "binaryData"];

    /// <summary>Whether an object is one.</summary>
    /// <param name="json">The object.</param>
    /// <returns>True for a Secret without data.</returns>
    public static bool Is(JsonObject json) => json.Text("kind") == "Secret" && Keys(json).Count == 0;

    /// <summary>The keys of a Secret or ConfigMap that hold something.</summary>
    /// <param name="json">The object; null for none.</param>
    /// <returns>The keys.</returns>
    public static IReadOnlySet<string> Keys(JsonObject? json) =>
        s_parts.SelectMany(part => json.Find(part) as JsonObject ?? [])
            .Where(static entry => entry.Value.Text() is { Length: > 0 })
            .Select(static entry => entry.Key)
            .ToHashSet(StringComparer.Ordinal);
}
