using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Comparison;

/// <summary>Tells what the items of a list are known by where their order says nothing.</summary>
internal static class ListItems
{
    private static readonly string[] s_byName =
        ["containers", "initContainers", "ephemeralContainers", "env", "volumes", "imagePullSecrets", "versions"];

    private static readonly Dictionary<string, string> s_byField = new()
    {
        ["volumeMounts"] = "mountPath",
        ["volumeDevices"] = "devicePath",
        ["hostAliases"] = "ip",
        ["plugins"] = "type",
        ["items"] = "key",
    };

    private static readonly string[] s_sets =
        ["tolerations", "envFrom", "subjects", "finalizers", "matchExpressions", "ownerReferences", "topologySpreadConstraints"];

    /// <summary>What the items of a list are known by.</summary>
    /// <param name="field">The list's field.</param>
    /// <param name="items">The items.</param>
    /// <returns>A key for each, and the step that leads to it; null when the order matters, or an item has no key.</returns>
    public static IReadOnlyList<(string Key, string Step)>? Keys(string field, JsonArray items)
    {
        if (s_sets.Contains(field))
        {
            return [.. items.Select(static item => (ComparedField.Json(item), ""))];
        }

        var keys = items.Select(item => item is JsonObject mapping ? Key(field, mapping) : null).ToList();
        return keys.Contains(null) ? null : [.. keys.Select(static key => (key!, $"[{key}]"))];
    }

    private static string? Key(string field, JsonObject item) =>
        s_byName.Contains(field) ? item.Text("name")
        : s_byField.TryGetValue(field, out var by) ? item[by].Text()
        : field == "ports" && (item["containerPort"] ?? item["port"])?.ToJsonString() is { } port
            ? $"{port}/{item.Text("protocol") ?? "TCP"}"
        : null;
}
