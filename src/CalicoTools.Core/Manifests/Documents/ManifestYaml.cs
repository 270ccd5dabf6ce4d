using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents;

/// <summary>
/// Writes objects as block YAML for people: keys in the order given, texts quoted only where they need it, lines as lines.
/// </summary>
internal sealed class ManifestYaml
{
    /// <summary>What stands for the items of a list among the keys whose texts are quoted.</summary>
    public const string ItemKey = "";

    private readonly StringBuilder _text = new();
    private readonly string _newLine;
    private readonly HashSet<string> _quoted;

    private ManifestYaml(string newLine, HashSet<string> quoted) => (_newLine, _quoted) = (newLine, quoted);

    /// <summary>Writes an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="newLine">The line break.</param>
    /// <returns>YAML that ends with a line break.</returns>
    public static string Write(JsonObject json, string newLine = "\n") => Mapping(json, 0, newLine, []);

    /// <summary>Writes the entries of a mapping.</summary>
    /// <param name="json">The mapping; not empty.</param>
    /// <param name="column">The column of its keys.</param>
    /// <param name="newLine">The line break.</param>
    /// <param name="quoted">The keys whose texts are quoted even if they need not be.</param>
    /// <returns>Lines, each with its line break.</returns>
    public static string Mapping(JsonObject json, int column, string newLine, HashSet<string> quoted)
    {
        var writer = new ManifestYaml(newLine, quoted);
        writer.WriteMapping(json, column, indentFirst: true);
        return writer._text.ToString();
    }

    /// <summary>Writes the items of a list.</summary>
    /// <param name="items">The list; not empty.</param>
    /// <param name="column">The column of its dashes.</param>
    /// <param name="newLine">The line break.</param>
    /// <param name="quoted">The keys whose texts are quoted even if they need not be.</param>
    /// <returns>Lines, each with its line break.</returns>
    public static string Sequence(JsonArray items, int column, string newLine, HashSet<string> quoted) =>
        string.Concat(items.Select(item => Item(item, column, newLine, quoted)));

    /// <summary>Writes an entry of a mapping.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="column">The column of the key.</param>
    /// <param name="newLine">The line break.</param>
    /// <param name="quoted">The keys whose texts are quoted even if they need not be.</param>
    /// <returns>Lines, each with its line break.</returns>
    public static string Entry(string name, JsonNode? value, int column, string newLine, HashSet<string> quoted)
    {
        var writer = new ManifestYaml(newLine, quoted);
        writer._text.Append(' ', column);
        writer.WriteEntry(name, value, column);
        return writer._text.ToString();
    }

    /// <summary>Writes an item of a list.</summary>
    /// <param name="value">The item.</param>
    /// <param name="column">The column of the dash.</param>
    /// <param name="newLine">The line break.</param>
    /// <param name="quoted">The keys whose texts are quoted even if they need not be.</param>
    /// <returns>Lines, each with its line break.</returns>
    public static string Item(JsonNode? value, int column, string newLine, HashSet<string> quoted)
    {
        var writer = new ManifestYaml(newLine, quoted);
        writer.WriteItem(value, column, indent: true);
        return writer._text.ToString();
    }

    private void WriteMapping(JsonObject json, int column, bool indentFirst)
    {
        foreach (var (index, (key, value)) in json.Index())
        {
            _text.Append(' ', index > 0 || indentFirst ? column : 0);
            WriteEntry(key, value, column);
        }
    }

    private void WriteEntry(string name, JsonNode? value, int column)
    {
        _text.Append(ScalarText.Flow(name)).Append(':');
        switch (value)
        {
            case JsonObject { Count: > 0 } json:
                _text.Append(_newLine);
                WriteMapping(json, column + 2, indentFirst: true);
                break;
            case JsonArray { Count: > 0 } items:
                _text.Append(_newLine);
                WriteItems(items, column + 2, indentFirst: true);
                break;
            default:
                WriteScalar(value, name, column);
                break;
        }
    }

    private void WriteItems(JsonArray items, int column, bool indentFirst)
    {
        foreach (var (index, item) in items.Index())
        {
            WriteItem(item, column, index > 0 || indentFirst);
        }
    }

    private void WriteItem(JsonNode? item, int column, bool indent)
    {
        _text.Append(' ', indent ? column : 0).Append('-');
        switch (item)
        {
            case JsonObject { Count: > 0 } json:
                _text.Append(' ');
                WriteMapping(json, column + 2, indentFirst: false);
                break;
            case JsonArray { Count: > 0 } items:
                _text.Append(' ');
                WriteItems(items, column + 2, indentFirst: false);
                break;
            default:
                WriteScalar(item, ItemKey, column);
                break;
        }
    }

    private void WriteScalar(JsonNode? value, string key, int column)
    {
        if (ScalarText.TryBlock(value, new string(' ', column + 2), _newLine, out var block))
        {
            _text.Append(' ').Append(block);
        }
        else if (_quoted.Contains(key) && value?.GetValueKind() == JsonValueKind.String)
        {
            _text.Append(' ').Append(ScalarText.DoubleQuoted(value.GetValue<string>())).Append(_newLine);
        }
        else
        {
            _text.Append(' ').Append(ScalarText.Flow(value)).Append(_newLine);
        }
    }
}
