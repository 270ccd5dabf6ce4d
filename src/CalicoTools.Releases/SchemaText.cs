using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Manifests.BuiltIn.Definitions;

namespace CalicoTools.Releases.Adding;

/// <summary>Writes schemas in the short notation.</summary>
internal static class SchemaText
{
    private static readonly (string Word, string Suffix)[] s_ranges =
        [("imum", ""), ("Length", " long"), ("Items", " items"), ("Properties", " properties")];

    /// <summary>Takes a schema from the JSON of a definition.</summary>
    public static Schema Read(JsonObject json)
    {
        var schema = new Schema { Type = (string?)json["type"] };
        foreach (var (key, value) in json)
        {
            ReadKeyword(schema, key, value!);
        }

        foreach (var name in json["required"]?.AsArray() ?? [])
        {
            schema.Properties[(string)name!].Required = true;
        }

        return schema;
    }

    /// <summary>Writes a field, with all below it.</summary>
    public static IEnumerable<string> Write(string name, Schema schema, int column)
    {
        var facets = Facets(schema);
        var blank = new string(' ', column);
        yield return $"{blank}{name}: {string.Join(", ", facets.Where(static facet => !IsRule(facet)).Prepend(TypeOf(schema)))}";
        var below = facets.Where(IsRule).Concat(schema.Subject == schema ? [] : Facets(schema.Subject).Where(IsRule));
        foreach (var line in below.SelectMany(rule => FacetLines(rule, column + 2)).Concat(
            schema.Subject.Properties.SelectMany(field => Write(field.Key, field.Value, column + 2))))
        {
            yield return line;
        }
    }

    /// <summary>The facets of a schema: all that it says beside its type and its fields.</summary>
    public static IReadOnlyList<string> Facets(Schema schema)
    {
        var keywords = new Dictionary<string, string>(schema.Keywords);
        List<string> facets = [];
        facets.AddRange(schema.Required ? ["required"] : []);
        facets.AddRange(Taken("format"));
        foreach (var (word, suffix) in s_ranges)
        {
            var (min, max) = (keywords.GetValueOrDefault($"min{word}"), keywords.GetValueOrDefault($"max{word}"));
            facets.AddRange(min is null && max is null ? [] : [$"{min}..{max}{suffix}"]);
        }

        facets.AddRange(schema.Choices.Select(static choices => $"enum {string.Join(" | ", choices)}"));
        facets.AddRange(Taken("default"));
        facets.AddRange(keywords.ContainsKey("nullable") ? ["nullable"] : []);
        facets.AddRange(schema.Type is not null && keywords.ContainsKey("x-kubernetes-int-or-string") ? ["int-or-string"] : []);
        facets.AddRange(keywords.TryGetValue("x-kubernetes-list-type", out var list)
            ? [keywords.TryGetValue("x-kubernetes-list-map-keys", out var key) ? $"list {list} by {key}" : $"list {list}"]
            : []);
        facets.AddRange(keywords.TryGetValue("x-kubernetes-map-type", out var map) ? [$"map {map}"] : []);
        facets.AddRange(Taken("pattern"));
        facets.AddRange(schema.Rules.Select(static rule => $"must {rule.Condition}\nelse {(rule.Reason is null ? "" : $"{rule.Reason}: ")}{rule.Message}"));
        return facets;

        string[] Taken(string word) => keywords.TryGetValue(word, out var value) ? [$"{word} {(value.Length == 0 ? "\"\"" : value)}"] : [];
    }

    /// <summary>The lines a facet takes up when it stands alone.</summary>
    public static IEnumerable<string> FacetLines(string facet, int column) =>
        facet.Split('\n').Select((line, index) => $"{new string(' ', column + (2 * index))}{line}");

    /// <summary>The type as it is written, with the facets of a list's items when they are simple.</summary>
    public static string TypeOf(Schema schema) =>
        schema.Items is { } items ? $"[{Inner(items)}]"
        : schema.Values is { } values ? $"{{{Inner(values)}}}"
        : schema.Type ?? "int-or-string";

    private static string Inner(Schema schema) =>
        string.Join(", ", Facets(schema).Where(static facet => !IsRule(facet)).Prepend(TypeOf(schema)));

    private static bool IsRule(string facet) => facet.Contains('\n', StringComparison.Ordinal);

    private static void ReadKeyword(Schema schema, string key, JsonNode value)
    {
        switch (key)
        {
            case "type" or "required" or "anyOf":
                break;
            case "items":
                schema.Items = Read(value.AsObject());
                break;
            case "additionalProperties":
                schema.Values = Read(value.AsObject());
                break;
            case "properties":
                foreach (var (name, field) in value.AsObject())
                {
                    schema.Properties[name] = Read(field!.AsObject());
                }

                break;
            case "enum":
                schema.Choices.Add([.. value.AsArray().Select(static choice => Text(choice!))]);
                break;
            case "allOf":
                schema.Choices.AddRange(value.AsArray().Select(static part => part!["enum"]!.AsArray().Select(static choice => Text(choice!)).ToArray()));
                break;
            case "x-kubernetes-validations":
                schema.Rules.AddRange(value.AsArray().Select(static rule =>
                    new SchemaRule((string)rule!["rule"]!, (string?)rule["reason"], (string)rule["message"]!)));
                break;
            default:
                schema.Keywords[key] = Text(value is JsonArray and [{ } only] ? only : value);
                break;
        }
    }

    private static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? (string)value! : value.ToJsonString();
}
