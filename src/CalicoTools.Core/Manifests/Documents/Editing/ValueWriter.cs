using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>Writes values in place of others, in the manner of what stands around them.</summary>
internal sealed class ValueWriter(SourceText part, TextEdits edits)
{
    /// <summary>The lines of a new entry of a mapping.</summary>
    /// <param name="name">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="column">The column of the mapping's keys.</param>
    /// <param name="siblings">The values of the other entries.</param>
    /// <returns>The lines, each with its line break.</returns>
    public string Entry(string name, JsonNode? value, int column, IReadOnlyList<YamlNode> siblings) =>
        ManifestYaml.Entry(name, value, column, edits.NewLine, AreQuoted(siblings) ? [name] : []);

    /// <summary>The lines of a new item of a list.</summary>
    /// <param name="value">The item.</param>
    /// <param name="column">The column of the list's dashes.</param>
    /// <param name="siblings">The other items.</param>
    /// <returns>The lines, each with its line break.</returns>
    public string Item(JsonNode? value, int column, IReadOnlyList<YamlNode> siblings) =>
        ManifestYaml.Item(value, column, edits.NewLine, QuotedKeys(siblings));

    /// <summary>Writes a value in place of another.</summary>
    /// <param name="node">The other.</param>
    /// <param name="value">The value.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="siblings">What stands beside it, of one level.</param>
    public void Replace(YamlNode node, JsonNode? value, ValuePosition position, IReadOnlyList<YamlNode> siblings)
    {
        if (node is YamlScalar block && value is JsonValue && BlockLines.TryEdit(part, edits, block, value))
        {
            return;
        }

        var (inline, lines) = Render(node, value, position, siblings);
        var (start, end, firstLine, afterLines) = Extent(node, position);
        if (inline.Length == 0)
        {
            start = position.After;
        }
        else if (start > 0 && start == position.After && part.Text[start - 1] is ':' or '-')
        {
            inline = " " + inline;
        }

        edits.Replace(start, end, inline);
        edits.ReplaceLines(firstLine, afterLines, lines);
    }

    // What the old value takes of its key's or dash's line, and the lines below that are all its own.
    private (int Start, int End, int FirstLine, int AfterLines) Extent(YamlNode node, ValuePosition position)
    {
        switch (node)
        {
            case YamlScalar { IsBlock: true }:
                var header = part.Text.AsSpan(node.Start).IndexOfAny(" \t\r\n");
                return (node.Start, header < 0 ? part.Text.Length : node.Start + header, part.NextLine(node.Start), node.End);
            case YamlCollection { Flow: false } when part.LineStart(node.Start) > position.After:
                return (position.After, position.After, part.LineStart(node.Start), part.LinesEnd(node));
            case YamlCollection { Flow: false }:
                var next = part.NextLine(node.Start);
                var firstLine = part.Text.AsSpan(node.Start, next - node.Start).TrimEnd();
                return (node.Start, node.Start + firstLine.Length, next, part.LinesEnd(node));
            default:
                var below = part.NextLine(node.End);
                return (node.Start, node.End, below, below);
        }
    }

    private (string Inline, string Lines) Render(YamlNode node, JsonNode? value, ValuePosition position, IReadOnlyList<YamlNode> siblings)
    {
        var hasParts = node is YamlMapping { Flow: true, Entries.Count: > 0 } or YamlSequence { Flow: true, Items.Count: > 0 };
        if (position.Flow || (hasParts && value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }))
        {
            return (FlowText.Rewrite(part, node, value), "");
        }

        var style = node is YamlScalar { IsBlock: false } scalar && scalar.End > scalar.Start ? scalar.Style
            : AreQuoted(siblings) ? ScalarStyle.DoubleQuoted
            : ScalarStyle.Plain;
        var column = position.Column + 2;
        var lines = value switch
        {
            JsonObject { Count: > 0 } json => ManifestYaml.Mapping(json, column, edits.NewLine, QuotedKeys(siblings)),
            JsonArray { Count: > 0 } items => ManifestYaml.Sequence(items, column, edits.NewLine, QuotedKeys(siblings)),
            _ => null,
        };
        if (lines is not null)
        {
            return position.IsItem ? Cut(lines.TrimStart(' ')) : ("", lines);
        }

        return !IsCommentBelow(node, column) && ScalarText.TryBlock(value, new string(' ', column), edits.NewLine, out var block)
            ? Cut(block)
            : (ScalarText.Like(value, style), "");
    }

    // A comment that is indented so far would become a part of a block.
    private bool IsCommentBelow(YamlNode node, int column)
    {
        var below = part.Text.AsSpan(part.LinesEnd(node)).TrimStart("\r\n");
        var text = below.TrimStart(' ');
        return text.StartsWith('#') && below.Length - text.Length >= column;
    }

    private (string Inline, string Lines) Cut(string lines)
    {
        var at = lines.IndexOf(edits.NewLine, StringComparison.Ordinal);
        return (lines[..at], lines[(at + edits.NewLine.Length)..]);
    }

    private static bool AreQuoted(IEnumerable<YamlNode> siblings)
    {
        var texts = siblings.OfType<YamlScalar>().Where(IsShortText).ToList();
        return texts.Count > 0 && texts.TrueForAll(static text => text.Style == ScalarStyle.DoubleQuoted);
    }

    private static HashSet<string> QuotedKeys(IReadOnlyList<YamlNode> siblings)
    {
        var keys = siblings.OfType<YamlMapping>().SelectMany(static mapping => mapping.Entries)
            .GroupBy(static entry => entry.Name, static entry => entry.Value)
            .Where(static group => AreQuoted(group))
            .Select(static group => group.Key);
        return [.. keys, .. AreQuoted(siblings) ? [ManifestYaml.ItemKey] : Array.Empty<string>()];
    }

    private static bool IsShortText(YamlScalar scalar) =>
        !scalar.IsBlock && KubernetesScalars.TryResolve(scalar, out var json) && json?.GetValueKind() == JsonValueKind.String;
}
