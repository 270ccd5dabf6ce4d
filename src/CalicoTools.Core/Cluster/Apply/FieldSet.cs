using System.Text;
using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;

namespace CalicoTools.Cluster.Apply;

/// <summary>
/// Sets of fields as managedFields write them (FieldsV1): <c>f:</c> before a key of a mapping, <c>k:</c> before the keys of a list's item,
/// <c>v:</c> before an item that is its own key, <c>.</c> for the thing itself.
/// </summary>
internal static class FieldSet
{
    private const string Itself = ".";

    /// <summary>Adds the fields of one set to another.</summary>
    /// <param name="target">The set that grows.</param>
    /// <param name="source">The other, which stays.</param>
    public static void Add(JsonObject target, JsonObject source)
    {
        foreach (var (key, value) in source)
        {
            if (target[key] is JsonObject there && value is JsonObject more)
            {
                Add(there, more);
            }
            else
            {
                target[key] ??= value?.DeepClone();
            }
        }
    }

    /// <summary>
    /// Removes fields from an object that are in a set and in none of others: what happens when the set's owner lets go of them.
    /// </summary>
    /// <param name="json">The object or a part of it, which is changed.</param>
    /// <param name="released">The set.</param>
    /// <param name="kept">The others.</param>
    public static void Release(JsonNode json, JsonObject released, IReadOnlyList<JsonObject> kept)
    {
        foreach (var (key, value) in released)
        {
            if (key == Itself || value is not JsonObject below)
            {
                continue;
            }

            var keepers = kept.Select(set => set[key]).OfType<JsonObject>().ToList();
            if (keepers.Count == 0 && (below.Count == 0 || below.ContainsKey(Itself)))
            {
                Remove(json, key);
            }
            else if (!keepers.Exists(static keeper => keeper.Count == 0) && Find(json, key) is { } child)
            {
                Release(child, below, keepers);
            }
        }
    }

    /// <summary>What is owned below a key of a mapping.</summary>
    /// <param name="set">The set of the mapping.</param>
    /// <param name="name">The key.</param>
    /// <returns>The set; empty where the value is owned as a whole, null where it is not owned.</returns>
    public static JsonObject? Below(JsonObject set, string name) => set[$"f:{name}"] as JsonObject;

    /// <summary>How many of a thing's parts are owned.</summary>
    /// <param name="set">The set of the thing.</param>
    /// <param name="apart">Keys that are not counted.</param>
    /// <returns>The number.</returns>
    public static int Count(JsonObject set, params IReadOnlyList<string> apart) =>
        set.Count(entry => entry.Key != Itself && !apart.Any(name => entry.Key == $"f:{name}"));

    /// <summary>The keys of a list's items.</summary>
    /// <param name="set">The set of the list.</param>
    /// <returns>The keys.</returns>
    public static IReadOnlyList<string> Items(JsonObject set) =>
        [.. set.Select(static entry => entry.Key).Where(static key => key != Itself)];

    /// <summary>Whether a key is that of an item.</summary>
    /// <param name="item">The item of a list.</param>
    /// <param name="key">The key.</param>
    /// <returns>True when it is.</returns>
    public static bool IsItem(JsonNode item, string key) => key switch
    {
        ['k', ':', .. var keys] => Parse(keys) is JsonObject wanted && Matches(item, wanted),
        ['v', ':', .. var value] => Parse(value) is { } wanted && JsonNode.DeepEquals(item, wanted),
        _ => false,
    };

    private static JsonNode? Find(JsonNode json, string key) => (json, key) switch
    {
        (JsonObject mapping, ['f', ':', .. var name]) => mapping[name],
        (JsonArray items, _) => items.FirstOrDefault(item => item is not null && IsItem(item, key)),
        _ => null,
    };

    private static void Remove(JsonNode json, string key)
    {
        switch (json)
        {
            case JsonObject mapping when key is ['f', ':', .. var name]:
                mapping.Remove(name);
                break;
            case JsonArray items when Find(items, key) is { } item:
                items.Remove(item);
                break;
        }
    }

    private static bool Matches(JsonNode item, JsonObject keys) =>
        item is JsonObject mapping && keys.All(part => JsonNode.DeepEquals(mapping[part.Key], part.Value));

    // A key that is no JSON names nothing: who wrote it is not known.
    private static JsonNode? Parse(string key) => ApiAnswer.Node(Encoding.UTF8.GetBytes(key));
}
