using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Defects;

/// <summary>The patterns of durations in schemas that have a backslash too many before the dot.</summary>
internal static class DurationPatterns
{
    private const string Key = "pattern";
    private const string Wrong = @"^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$";
    private const string Right = @"^([0-9]+(\.[0-9]+)?(ms|s|m|h))*$";

    /// <summary>Counts them.</summary>
    /// <param name="schema">A schema, or what holds one.</param>
    /// <returns>How many there are.</returns>
    public static int CountIn(JsonNode? schema) => Holders(schema).Count();

    /// <summary>Mends them.</summary>
    /// <param name="schema">A schema, or what holds one.</param>
    public static void Mend(JsonNode? schema)
    {
        foreach (var holder in Holders(schema).ToList())
        {
            holder[Key] = Right;
        }
    }

    private static IEnumerable<JsonObject> Holders(JsonNode? node) => node switch
    {
        JsonObject mapping =>
            mapping.SelectMany(static entry => Holders(entry.Value)).Concat(mapping[Key].Text() == Wrong ? [mapping] : []),
        JsonArray items => items.SelectMany(Holders),
        _ => [],
    };
}
