using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Manifests.BuiltIn.Definitions;

namespace CalicoTools.Releases.Adding;

/// <summary>Writes schemas in the short notation.</summary>
internal static class SchemaText
{
    private const int LineLength = 110;

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
    /// <param name="name">Its name.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="column">The column of the name.</param>
    /// <param name="fragments">The names of fragments, by what they become.</param>
    public static IEnumerable<string> Write(string name, Schema schema, int column, IReadOnlyDictionary<string, string> fragments)
    {
        var blank = new string(' ', column);
        if (fragments.TryGetValue(Key(schema), out var fragment))
        {
            return [$"{blank}{name}: {fragment}{(schema.Required ? ", required" : "")}"];
        }

        var constraints = Constraints(schema);
        var here = constraints.Where(static constraint => !IsLong(constraint));
        if (schema.Subject != schema && fragments.TryGetValue(Key(schema.Subject), out fragment))
        {
            var type = schema.Items is null ? $"{{{fragment}}}" : $"[{fragment}]";
            return constraints.Where(IsLong).SelectMany(constraint => ConstraintLines(constraint, column + 2))
                .Prepend($"{blank}{name}: {string.Join(", ", here.Prepend(type))}");
        }

        return constraints.Where(IsLong).Concat(schema.Subject == schema ? [] : Constraints(schema.Subject).Where(IsBelow))
            .SelectMany(constraint => ConstraintLines(constraint, column + 2))
            .Concat(schema.Subject.Properties.SelectMany(field => Write(field.Key, field.Value, column + 2, fragments)))
            .Prepend($"{blank}{name}: {string.Join(", ", here.Prepend(TypeOf(schema)))}");
    }

    /// <summary>What a schema becomes, by which it is found again.</summary>
    public static string Key(Schema schema) => SchemaYaml.Write(schema, 0);

    /// <summary>Whether a fragment saves anything: a type alone is shorter than a name.</summary>
    public static bool IsWorthAName(Schema schema) => schema.Type is null || schema.Properties.Count > 0 || Constraints(schema).Count > 0;

    /// <summary>The constraints of a schema: all that it says beside its type and its fields.</summary>
    public static IReadOnlyList<string> Constraints(Schema schema)
    {
        var keywords = new Dictionary<string, string>(schema.Keywords);
        List<string> constraints = [];
        constraints.AddRange(schema.Required ? ["required"] : []);
        constraints.AddRange(Taken("format"));
        foreach (var (word, suffix) in s_ranges)
        {
            var (min, max) = (keywords.GetValueOrDefault($"min{word}"), keywords.GetValueOrDefault($"max{word}"));
            constraints.AddRange(min is null && max is null ? [] : [$"{min}..{max}{suffix}"]);
        }

        constraints.AddRange(schema.Choices is []
            ? [] : [string.Join(", ", schema.Choices.Select(static choices => $"enum {string.Join(" | ", choices)}"))]);
        constraints.AddRange(Taken("default"));
        constraints.AddRange(keywords.ContainsKey("nullable") ? ["nullable"] : []);
        constraints.AddRange(schema.Type is not null && keywords.ContainsKey("x-kubernetes-int-or-string") ? ["int-or-string"] : []);
        constraints.AddRange(keywords.TryGetValue("x-kubernetes-list-type", out var list)
            ? [keywords.TryGetValue("x-kubernetes-list-map-keys", out var key) ? $"list {list} by {key}" : $"list {list}"]
            : []);
        constraints.AddRange(keywords.TryGetValue("x-kubernetes-map-type", out var map) ? [$"map {map}"] : []);
        constraints.AddRange(Taken("pattern"));
        constraints.AddRange(schema.Rules.Select(
            static rule => $"must {rule.Condition}\nelse {(rule.Reason is null ? "" : $"{rule.Reason}: ")}{rule.Message}"));
        return constraints;

        string[] Taken(string word) => keywords.TryGetValue(word, out var value) ? [$"{word} {(value.Length == 0 ? "\"\"" : value)}"] : [];
    }

    /// <summary>The lines a constraint takes up when it stands alone: one, or where it is a rule or too long for it, several.</summary>
    public static IEnumerable<string> ConstraintLines(string constraint, int column)
    {
        var lines = constraint.Split('\n');
        var (word, value) = lines[0].Split(' ', 2) is [var first, var rest] ? (first, rest) : (lines[0], "");
        string[] parts = lines[0].Length + column <= LineLength || word is not ("must" or "pattern")
            ? [lines[0]] : [word, .. word == "must" ? WrappedRule(value) : WrappedPattern(value)];
        return parts.Concat(lines[1..]).Select((line, index) => $"{new string(' ', column + (index > 0 ? 2 : 0))}{line}");
    }

    /// <summary>The type as it is written, with the constraints of a list's items when they are simple.</summary>
    public static string TypeOf(Schema schema) =>
        schema.Items is { } items ? $"[{Inner(items)}]"
        : schema.Values is { } values ? $"{{{Inner(values)}}}"
        : schema.Type ?? "int-or-string";

    private static string Inner(Schema schema) =>
        string.Join(", ", Constraints(schema).Where(static constraint => !IsBelow(constraint)).Prepend(TypeOf(schema)));

    /// <summary>Whether a constraint is a validation rule.</summary>
    public static bool IsRule(string constraint) => constraint.StartsWith("must ", StringComparison.Ordinal);

    /// <summary>Whether a constraint cannot stand behind a type, or makes its line too long.</summary>
    public static bool IsLong(string constraint) => constraint.Contains('\n', StringComparison.Ordinal) || constraint.Length > 60;

    // The same within the brackets of a list or map, which a bracket would end.
    private static bool IsBelow(string constraint) =>
        IsLong(constraint) || (constraint.AsSpan().ContainsAny(']', '}') && !SchemaNotation.IsOfField(constraint));

    // A pattern goes on anywhere, best behind an alternative.
    private static IEnumerable<string> WrappedPattern(string text)
    {
        while (text.Length > LineLength)
        {
            var end = text.LastIndexOf('|', LineLength - 1) + 1;
            end = end > 0 ? end : LineLength;
            yield return text[..end];
            text = text[end..];
        }

        yield return text;
    }

    // A rule goes on behind an operator, one that is in as few parentheses as possible: the blank behind it stands for the line's end.
    private static IEnumerable<string> WrappedRule(string text)
    {
        while (text.Length > LineLength)
        {
            var blanks = Enumerable.Range(1, LineLength).Where(index => text[index] == ' ').ToArray();
            var operators = blanks.Where(
                index => text[..index].EndsWith("||", StringComparison.Ordinal) || text[..index].EndsWith("&&", StringComparison.Ordinal));
            var end = operators.Reverse().OrderBy(index => Depth(text[..index])).FirstOrDefault(blanks[^1]);
            yield return text[..end];
            text = text[(end + 1)..];
        }

        yield return text;
    }

    private static int Depth(string text) =>
        text.Count(static character => character == '(') - text.Count(static character => character == ')');

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
                schema.Choices.AddRange(
                    value.AsArray().Select(static part => part!["enum"]!.AsArray().Select(static choice => Text(choice!)).ToArray()));
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
