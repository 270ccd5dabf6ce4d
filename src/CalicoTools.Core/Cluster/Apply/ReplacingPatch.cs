using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Apply;

/// <summary>Patches that make an object what another is, part by part; what only the server writes stays.</summary>
internal static class ReplacingPatch
{
    private static readonly string[] s_fixed = ["apiVersion", "kind", "metadata", "status"];
    private static readonly string[] s_metadata = ["labels", "annotations"];

    /// <summary>Makes a patch.</summary>
    /// <param name="live">The object.</param>
    /// <param name="wanted">What it is to be.</param>
    /// <returns>A JSON patch; empty when they are the same.</returns>
    public static JsonArray Between(JsonObject live, JsonObject wanted)
    {
        var parts = live.Concat(wanted).Select(static part => part.Key).Distinct().Except(s_fixed);
        return
        [
            .. parts.Select(part => Operation("", live, wanted, part))
                .Concat(s_metadata.Select(part => Operation("/metadata", live["metadata"], wanted["metadata"], part)))
                .OfType<JsonObject>(),
        ];
    }

    private static JsonObject? Operation(string place, JsonNode? live, JsonNode? wanted, string part)
    {
        var (old, value) = (live?[part], wanted?[part]);
        return JsonNode.DeepEquals(old, value) ? null
            : value is null ? new JsonObject { ["op"] = "remove", ["path"] = $"{place}/{part}" }
            : new JsonObject { ["op"] = "add", ["path"] = $"{place}/{part}", ["value"] = value.DeepClone() };
    }
}
