using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>
/// Who owns which fields of an object. What kubectl applied or created is taken over whole: its entries become ours, so that our own
/// apply neither conflicts with them nor leaves behind what the manifest no longer has.
/// </summary>
internal static class ManagedFields
{
    private const string Apply = "Apply";
    private const string Update = "Update";

    // On objects older than field ownership, the server makes this entry at the first server-side apply.
    private const string BeforeFirstApply = "before-first-apply";

    // Of a ServiceAccount. The server counts them to that entry, but a controller has written them, and no manifest takes them away.
    private const string Tokens = "f:secrets";

    private static readonly (string Manager, string Operation)[] s_predecessors =
    [
        ("kubectl", Apply),
        ("kubectl-client-side-apply", Update),
        ("kubectl-create", Update),
        (BeforeFirstApply, Update),
    ];

    /// <summary>The entries that are taken over.</summary>
    /// <param name="live">The object in the cluster.</param>
    /// <returns>The entries; none when kubectl never applied it.</returns>
    public static IReadOnlyList<JsonObject> Predecessors(JsonObject live) => [.. Entries(live).Where(IsPredecessor)];

    /// <summary>The fields that we own.</summary>
    /// <param name="live">The object in the cluster.</param>
    /// <param name="apiVersion">The version they are to be of.</param>
    /// <returns>The set, empty where we own none; null where it is not one set of that version.</returns>
    public static JsonObject? FindOwn(JsonObject live, string? apiVersion) => Entries(live).Where(IsOwn).ToArray() switch
    {
        [] => [],
        [var only] when only.Text("apiVersion") == apiVersion && only.Text("subresource") is null or "" => only["fieldsV1"] as JsonObject,
        _ => null,
    };

    /// <summary>Whether conflicts with a manager end when its fields are taken over.</summary>
    /// <param name="manager">The manager.</param>
    /// <returns>True for kubectl's apply and create.</returns>
    public static bool IsTakenOver(string manager) => s_predecessors.Any(predecessor => predecessor.Manager == manager);

    /// <summary>What an object would be when the predecessors' fields that the manifest no longer has are gone.</summary>
    /// <param name="live">The object in the cluster.</param>
    /// <param name="applied">What our apply makes of it; changed.</param>
    public static void DropOrphanedFields(JsonObject live, JsonObject applied)
    {
        var released = new JsonObject();
        foreach (var entry in Predecessors(live).Concat(Entries(live).Where(IsOwn)))
        {
            FieldSet.Add(released, Fields(entry));
        }

        FieldSet.Release(applied, released, [.. Entries(applied).Where(static entry => !IsPredecessor(entry)).Select(Fields)]);
    }

    /// <summary>The entries of an object once its predecessors' are ours.</summary>
    /// <param name="live">The object in the cluster.</param>
    /// <returns>The entries: one of ours, with all that we and they own, and the others'.</returns>
    public static JsonArray TakenOver(JsonObject live)
    {
        var own = new JsonObject();
        foreach (var entry in Entries(live).Where(static entry => IsOwn(entry) || IsPredecessor(entry)))
        {
            FieldSet.Add(own, Fields(entry));
        }

        return
        [
            new JsonObject
            {
                ["manager"] = ClusterClient.FieldManager,
                ["operation"] = Apply,
                ["apiVersion"] = live.Text("apiVersion"),
                ["time"] = Predecessors(live)[0]["time"]?.DeepClone(),
                ["fieldsType"] = "FieldsV1",
                ["fieldsV1"] = own,
            },
            .. Entries(live).Where(static entry => !IsOwn(entry) && !IsPredecessor(entry)).Select(static entry => entry.DeepClone()),
        ];
    }

    private static IEnumerable<JsonObject> Entries(JsonObject json) => json.Items("metadata", "managedFields");

    private static JsonObject Fields(JsonObject entry)
    {
        var fields = entry["fieldsV1"] as JsonObject ?? [];
        if (entry.Text("manager") != BeforeFirstApply || !fields.ContainsKey(Tokens))
        {
            return fields;
        }

        var own = fields.DeepClone().AsObject();
        own.Remove(Tokens);
        return own;
    }

    private static bool IsOwn(JsonObject entry) => entry.Text("manager") == ClusterClient.FieldManager && entry.Text("operation") == Apply;

    // Of an account that says nothing but its name nobody owns a field, so that even our own is older than ownership to the server.
    private static bool IsPredecessor(JsonObject entry) =>
        entry.Text("subresource") is null or "" &&
        s_predecessors.Contains((entry.Text("manager") ?? "", entry.Text("operation") ?? "")) &&
        Fields(entry).Count > 0;
}
