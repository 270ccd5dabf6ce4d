using System.Text;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Manifests.BuiltIn.Definitions;

/// <summary>Writes schemas as YAML, keys in alphabetical order as upstream's are.</summary>
internal sealed class SchemaYaml
{
    private readonly StringBuilder _text = new();

    private SchemaYaml()
    {
    }

    /// <summary>Writes a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="column">The column of its keys.</param>
    /// <returns>Lines, each with its line break.</returns>
    public static string Write(Schema schema, int column)
    {
        var writer = new SchemaYaml();
        writer.WriteSchema(schema, column);
        return writer._text.ToString();
    }

    private void WriteSchema(Schema schema, int column)
    {
        WriteNested("additionalProperties", schema.Values, column);
        WriteChoices(schema, column);
        WriteKeywords(schema, column, from: "format", to: "items");
        WriteNested("items", schema.Items, column);
        WriteKeywords(schema, column, from: "items", to: "properties");
        WriteProperties(schema, column);
        WriteEntry("type", schema.Type, column);
        WriteKeywords(schema, column, from: "x-", to: "x-kubernetes-validations");
        WriteRules(schema, column);
    }

    private void WriteNested(string key, Schema? schema, int column)
    {
        if (schema is not null)
        {
            WriteEntry(key, "", column);
            WriteSchema(schema, column + 2);
        }
    }

    private void WriteChoices(Schema schema, int column)
    {
        if (schema.Choices.Count > 1)
        {
            WriteEntry("allOf", "", column);
            foreach (var choices in schema.Choices)
            {
                WriteEntry("- enum", "", column + 2);
                WriteItems(choices.Select(choice => Value(schema, choice)), column + 6);
            }
        }

        if (schema.Type is null)
        {
            WriteEntry("anyOf", "", column);
            WriteItems(["type: integer", "type: string"], column + 2);
        }

        if (schema.Keywords.TryGetValue("default", out var value))
        {
            WriteEntry("default", Value(schema, value), column);
        }

        if (schema.Choices is [var only])
        {
            WriteEntry("enum", "", column);
            WriteItems(only.Select(choice => Value(schema, choice)), column + 2);
        }
    }

    private void WriteProperties(Schema schema, int column)
    {
        if (schema.Properties.Count == 0)
        {
            return;
        }

        WriteEntry("properties", "", column);
        foreach (var (name, field) in schema.Properties)
        {
            WriteNested(name, field, column + 2);
        }

        var required = schema.Properties.Where(static field => field.Value.Required).Select(static field => field.Key).ToArray();
        if (required.Length > 0)
        {
            WriteEntry("required", "", column);
            WriteItems(required, column + 2);
        }
    }

    private void WriteRules(Schema schema, int column)
    {
        if (schema.Rules.Count > 0)
        {
            WriteEntry("x-kubernetes-validations", "", column);
        }

        foreach (var rule in schema.Rules)
        {
            WriteEntry("- message", Text(rule.Message), column + 2);
            WriteEntry("reason", rule.Reason, column + 4);
            WriteEntry("rule", Text(rule.Condition), column + 4);
        }
    }

    private void WriteKeywords(Schema schema, int column, string from, string to)
    {
        foreach (var (key, value) in schema.Keywords)
        {
            if (string.CompareOrdinal(key, from) < 0 || string.CompareOrdinal(key, to) > 0)
            {
                continue;
            }

            if (key == "x-kubernetes-list-map-keys")
            {
                WriteEntry(key, "", column);
                WriteItems([value], column + 2);
            }
            else
            {
                WriteEntry(key, key == "pattern" ? Text(value) : value, column);
            }
        }
    }

    private void WriteItems(IEnumerable<string> items, int column)
    {
        foreach (var item in items)
        {
            _text.Append(' ', column).Append("- ").Append(item).Append('\n');
        }
    }

    private void WriteEntry(string key, string? value, int column)
    {
        if (value is not null)
        {
            _text.Append(' ', column).Append(key).Append(value.Length > 0 ? ": " : ":").Append(value).Append('\n');
        }
    }

    private static string Value(Schema schema, string value) => schema.Type == "string" ? Text(value) : value;

    private static string Text(string value) =>
        ScalarText.IsPlain(value) ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
