using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>
/// Proves from an object in the cluster that applying a manifest's object again would change nothing: the fields we own are exactly those
/// that would be sent, and each has the value that would be sent. Whatever is not understood is not proved, and the server is asked.
/// </summary>
internal static class UnchangedProof
{
    private const string Workloads = "apps/v1";

    // The server identifies an object by them, and nobody owns them.
    private static readonly string[] s_root = ["apiVersion", "kind", "metadata"];
    private static readonly string[] s_metadata = ["name", "namespace"];

    /// <summary>Whether applying an object changes nothing.</summary>
    /// <param name="desired">The object as it would be sent.</param>
    /// <param name="live">The object in the cluster.</param>
    /// <returns>True when that is certain.</returns>
    public static bool Holds(JsonObject desired, JsonObject live) =>
        ManagedFields.Predecessors(live).Count == 0 &&
        ManagedFields.FindOwn(live, desired.Text("apiVersion")) is { } owned &&
        AreSame(desired, live, owned, s_root, isWorkload: desired.Text("apiVersion") == Workloads) &&
        AreSame(
            desired["metadata"] as JsonObject ?? [],
            live["metadata"] as JsonObject ?? [],
            FieldSet.Below(owned, "metadata") ?? [],
            s_metadata,
            isWorkload: false);

    private static bool AreSame(JsonObject wanted, JsonObject live, JsonObject owned, string[] apart, bool isWorkload)
    {
        var names = wanted.Select(static field => field.Key).Except(apart).ToArray();
        return FieldSet.Count(owned, apart) == names.Length && Array.TrueForAll(names, name =>
            FieldSet.Below(owned, name) is { } below && (live[name] is { } value
                ? wanted[name] is { } sent && IsSame(name, sent, value, below, isWorkload)
                : below.Count == 0 && IsZero(wanted[name])));
    }

    // The server leaves out such a value of some fields, which stay owned; of a field that somebody removed, nobody is the owner.
    private static bool IsZero(JsonNode? value) => value is JsonValue scalar && scalar.GetValueKind() switch
    {
        JsonValueKind.False => true,
        JsonValueKind.String => scalar.GetValue<string>().Length == 0,
        JsonValueKind.Number => scalar.ToJsonString() == "0",
        _ => false,
    };

    // Where nothing below a value is owned, it is owned as a whole, and applying it replaces it as a whole.
    private static bool IsSame(string name, JsonNode wanted, JsonNode live, JsonObject owned, bool isWorkload) => (wanted, live) switch
    {
        _ when owned.Count == 0 => JsonNode.DeepEquals(isWorkload ? WithDefault(name, wanted) : wanted, live),
        (JsonObject mapping, JsonObject there) => AreSame(mapping, there, owned, [], isWorkload),
        (JsonArray items, JsonArray there) => AreSame(items, there, owned, isWorkload),
        _ => false,
    };

    // The order of the items counts, too: applying restores it.
    private static bool AreSame(JsonArray wanted, JsonArray live, JsonObject owned, bool isWorkload)
    {
        var keys = FieldSet.Items(owned).ToHashSet();
        if (keys.Count != wanted.Count || keys.Count != live.Count)
        {
            return false;
        }

        for (var index = 0; index < wanted.Count; index++)
        {
            var (item, there) = (wanted[index], live[index]);
            if (item is null || there is null
                || keys.Where(key => FieldSet.IsItem(item, key)).ToArray() is not [var only]
                || !keys.Remove(only)
                || !FieldSet.IsItem(there, only)
                || !IsSame("", item, there, (JsonObject)owned[only]!, isWorkload))
            {
                return false;
            }
        }

        return true;
    }

    // The one default in a value of the pods of a workload that is owned as a whole.
    private static JsonNode WithDefault(string name, JsonNode wanted)
    {
        if (name != "fieldRef" || wanted is not JsonObject reference || reference.ContainsKey("apiVersion"))
        {
            return wanted;
        }

        var full = (JsonObject)reference.DeepClone();
        full["apiVersion"] = "v1";
        return full;
    }
}
