using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>Writes values in braces and brackets.</summary>
internal static class FlowText
{
    /// <summary>Whether the parts of a collection can be changed one by one.</summary>
    /// <param name="node">The collection.</param>
    /// <param name="intended">What it shall be.</param>
    /// <returns>True when it has the same keys, or as many items.</returns>
    public static bool FitsInPlace(YamlNode node, JsonNode? intended) => (node, intended) switch
    {
        (YamlMapping mapping, JsonObject json) => mapping.Entries.Count == json.Count && mapping.Entries.TrueForAll(entry =>
            !entry.IsMerge && json.ContainsKey(entry.Name) && entry.Value.End > entry.Value.Start),
        (YamlSequence sequence, JsonArray items) => sequence.Items.Count == items.Count,
        _ => false,
    };

    /// <summary>Writes a value in place of another; what stays of a collection keeps its text, what separates its parts too.</summary>
    /// <param name="part">The text.</param>
    /// <param name="node">The other value.</param>
    /// <param name="value">The value.</param>
    /// <returns>The value in flow style.</returns>
    public static string Rewrite(SourceText part, YamlNode node, JsonNode? value)
    {
        var text = part.Text[node.Start..node.End];
        if (node is YamlCollection && text.Contains('#', StringComparison.Ordinal))
        {
            throw EditErrors.Unsafe(part.At(node.Start), "there may be a comment in it");
        }

        return (node, value) switch
        {
            (YamlMapping { Entries.Count: > 0 } mapping, JsonObject { Count: > 0 } json) => Join(
                part,
                node,
                mapping.Entries.ConvertAll(static entry => (entry.Key.Start, Math.Max(entry.Key.End, entry.Value.End))),
                json.Select(pair => Entry(part, mapping, pair.Key, pair.Value))),
            (YamlSequence { Items.Count: > 0 } sequence, JsonArray { Count: > 0 } items) => Join(
                part,
                node,
                sequence.Items.ConvertAll(static item => (item.Value.Start, item.Value.End)),
                items.Select(item => Item(part, sequence, item))),
            _ => Write(value, node is YamlScalar scalar ? scalar.Style : Habit(node)),
        };
    }

    private static string Join(SourceText part, YamlNode node, List<(int Start, int End)> old, IEnumerable<string> texts)
    {
        var text = part.Text;
        var separators = old.Zip(old.Skip(1), (left, right) => text[left.End..right.Start]).DefaultIfEmpty(", ").ToList();
        var joined = new StringBuilder(text, node.Start, old[0].Start - node.Start, 256);
        foreach (var (index, written) in texts.Index())
        {
            joined.Append(index == 0 ? "" : separators[Math.Min(index, separators.Count) - 1]).Append(written);
        }

        return joined.Append(text, old[^1].End, node.End - old[^1].End).ToString();
    }

    private static string Entry(SourceText part, YamlMapping mapping, string name, JsonNode? value)
    {
        var old = mapping.Entries.Find(entry => entry.Name == name);
        if (old is not null && SameValue.Is(old.Value, value))
        {
            return part.Text[old.Key.Start..Math.Max(old.Key.End, old.Value.End)];
        }

        var text = old is null ? Write(value, Habit(mapping)) : Rewrite(part, old.Value, value);
        return $"{Write(name, mapping.Entries[0].Key.Style)}: {text}";
    }

    private static string Item(SourceText part, YamlSequence sequence, JsonNode? value)
    {
        var old = sequence.Items.Find(item => SameValue.Is(item.Value, value))?.Value;
        return old is null ? Write(value, Habit(sequence)) : part.Text[old.Start..old.End];
    }

    private static string Write(JsonNode? value, ScalarStyle style) => value switch
    {
        JsonObject { Count: > 0 } json =>
            "{" + string.Join(", ", json.Select(pair => $"{Write(pair.Key, style)}: {Write(pair.Value, style)}")) + "}",
        JsonArray { Count: > 0 } items => "[" + string.Join(", ", items.Select(item => Write(item, style))) + "]",
        _ => ScalarText.Like(value, style),
    };

    private static ScalarStyle Habit(YamlNode node) => node switch
    {
        YamlSequence { Items: [{ Value: YamlScalar first }, ..] } => first.Style,
        YamlMapping { Entries: [{ Value: YamlScalar first }, ..] } => first.Style,
        _ => ScalarStyle.DoubleQuoted,
    };
}
