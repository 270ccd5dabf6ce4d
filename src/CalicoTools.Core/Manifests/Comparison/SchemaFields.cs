using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Comparison;

/// <summary>
/// The schema of a custom resource as its fields: of each, its type and constraints on one line. Descriptions are not compared.
/// </summary>
internal static class SchemaFields
{
    private const string IntOrString = "x-kubernetes-int-or-string";
    private static readonly string[] s_structure = ["type", "description", "properties", "items", "additionalProperties", IntOrString];

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">The schema of a field.</param>
    /// <returns>The field: of a new one only itself is shown, not what is below it.</returns>
    public static ComparedField Of(JsonObject schema)
    {
        JsonNode summary = string.Join(", ", Words(schema));
        return new ComparedField(null, summary, [("", "", new ComparedField(summary, summary)), .. Parts(schema)]);
    }

    private static IEnumerable<(string Key, string Step, ComparedField Field)> Parts(JsonObject schema)
    {
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (property is JsonObject inner)
            {
                yield return (name, $".{name}", Of(inner));
            }
        }

        if (schema["items"] is JsonObject item)
        {
            yield return ("[]", "[]", Of(item));
        }

        if (schema["additionalProperties"] is JsonObject value)
        {
            yield return ("{}", "{}", Of(value));
        }
    }

    private static IEnumerable<string> Words(JsonObject schema) =>
    [
        schema[IntOrString] is null ? schema.Text("type") ?? "any" : "int-or-string",
        .. schema.Where(
            static entry => !s_structure.Contains(entry.Key) || (entry.Value is not JsonObject && entry.Key == "additionalProperties"))
            .OrderBy(static entry => entry.Key, StringComparer.Ordinal)
            .Select(static entry => $"{entry.Key}={ComparedField.Json(entry.Value)}"),
    ];
}
