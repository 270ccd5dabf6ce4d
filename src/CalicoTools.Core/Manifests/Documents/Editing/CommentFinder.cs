using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>Finds the comments that go with an entry, and the entries that are there as comments.</summary>
internal sealed partial class CommentFinder(SourceText part)
{
    private readonly Dictionary<JsonNode, Placeholder> _items = [];

    /// <summary>Moves the new items of a list to where they stand commented out.</summary>
    /// <param name="sequence">The list in the text.</param>
    /// <param name="intended">The list it shall be.</param>
    /// <param name="identity">The key by which items are known.</param>
    /// <param name="column">The column of the list's dashes.</param>
    public void PlaceItems(YamlSequence sequence, JsonArray intended, string identity, int column)
    {
        var known = sequence.Items.Select(item => Name(item, identity)).ToHashSet();
        var gaps = Gaps(sequence);
        var found = intended.Where(item => !known.Contains(ItemAlignment.Text(item, identity)))
            .Select(item => (Item: item, Placeholder: Placeholder.OfItem(part, gaps, item!, identity, column)))
            .Where(static pair => pair.Placeholder is not null)
            .OrderBy(static pair => pair.Placeholder!.Start);
        foreach (var (item, placeholder) in found.ToList())
        {
            intended.Remove(item);
            var below = sequence.Items.Find(other => other.Start > placeholder!.Start) is { } next ? Name(next, identity) : null;
            var index = intended.ToList().FindIndex(other => ItemAlignment.Text(other, identity) == below);
            intended.Insert(index < 0 ? intended.Count : index, item);
            _items[item!] = placeholder!;
        }
    }

    /// <summary>Uncomments an item that was placed.</summary>
    /// <param name="edits">Where the replacement goes.</param>
    /// <param name="item">The item.</param>
    /// <returns>False when it does not stand there as a comment.</returns>
    public bool TryUncommentItem(TextEdits edits, JsonNode? item)
    {
        if (item is null || !_items.TryGetValue(item, out var placeholder))
        {
            return false;
        }

        placeholder.Uncomment(edits);
        return true;
    }

    /// <summary>Uncomments a new entry of a mapping.</summary>
    /// <param name="edits">Where the replacement goes.</param>
    /// <param name="mapping">The mapping.</param>
    /// <param name="name">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="column">The column of the mapping's keys.</param>
    /// <returns>False when it does not stand there as a comment.</returns>
    public bool TryUncommentEntry(TextEdits edits, YamlMapping mapping, string name, JsonNode? value, int column)
    {
        var placeholder = Placeholder.OfEntry(part, Gaps(mapping), name, value, column);
        placeholder?.Uncomment(edits);
        return placeholder is not null;
    }

    /// <summary>Makes a mapping of nothing by uncommenting entries below its key.</summary>
    /// <param name="edits">Where the replacements go.</param>
    /// <param name="node">The value that is nothing.</param>
    /// <param name="intended">What it shall be.</param>
    /// <param name="position">Where it stands.</param>
    /// <returns>False when it is not nothing, or none of its entries stands there as a comment.</returns>
    public bool TryUncommentMapping(TextEdits edits, YamlNode node, JsonNode? intended, ValuePosition position)
    {
        if (node is not YamlScalar || node.End > node.Start || position.IsItem || position.Flow || intended is not JsonObject { Count: > 0 } json)
        {
            return false;
        }

        var gap = Gap(part.NextLine(node.End));
        var column = Enumerable.Range(position.Column + 1, 16).FirstOrDefault(
            candidate => json.Any(pair => Placeholder.OfEntry(part, [gap], pair.Key, pair.Value, candidate) is not null), -1);
        if (column < 0)
        {
            return false;
        }

        foreach (var (name, value) in json)
        {
            if (Placeholder.OfEntry(part, [gap], name, value, column) is { } placeholder)
            {
                placeholder.Uncomment(edits);
            }
            else
            {
                edits.ReplaceLines(gap.Start, gap.Start, ManifestYaml.Entry(name, value, column, edits.NewLine, []));
            }
        }

        return true;
    }

    /// <summary>Whether the comment above an entry is about it alone: nothing follows it that the comment might be about too.</summary>
    /// <param name="end">The offset of the line after the entry.</param>
    /// <param name="nextStart">The offset of the next entry, when there is one.</param>
    /// <returns>True when the comment goes with the entry.</returns>
    public bool AreOwn(int end, int? nextStart) => nextStart is not { } next || end < part.LineStart(next);

    /// <summary>The beginning of the comment above a line that belongs to it.</summary>
    /// <param name="line">The offset of the line.</param>
    /// <param name="column">The column in which it and its comment stand.</param>
    /// <returns>The offset of the comment's first line; that of the line when there is none.</returns>
    public int OwnStart(int line, int column)
    {
        var start = line;
        while (CommentAbove(start, column) is { } above)
        {
            var comment = part.Text.AsSpan(above + column + 1, start - above - column - 1);
            if (EntryPattern().IsMatch(comment))
            {
                return line;
            }

            if (ItemPattern().IsMatch(comment))
            {
                break;
            }

            start = above;
        }

        return start;
    }

    /// <summary>The beginning of all comment lines directly above a line.</summary>
    /// <param name="line">The offset of the line.</param>
    /// <param name="column">The column in which it and the comments stand.</param>
    /// <returns>The offset of the first of them; that of the line when there is none.</returns>
    public int LeadStart(int line, int column)
    {
        while (CommentAbove(line, column) is { } above)
        {
            line = above;
        }

        return line;
    }

    private int? CommentAbove(int line, int column)
    {
        if (line == 0)
        {
            return null;
        }

        var above = part.LineStart(line - 1);
        var text = part.Text.AsSpan(above, line - above);
        return text.Length > column && text[column] == '#' && text[..column].Trim(' ').IsEmpty ? above : null;
    }

    private List<(int Start, int End)> Gaps(YamlCollection collection)
    {
        var parts = collection is YamlMapping mapping
            ? mapping.Entries.ConvertAll(static entry => (entry.Key.Start, entry.Value))
            : ((YamlSequence)collection).Items.ConvertAll(static item => (item.Start, item.Value));
        var first = part.LineStart(parts[0].Start);
        var gaps = new List<(int Start, int End)> { (LeadStart(first, part.Column(parts[0].Start)), first) };
        for (var index = 1; index < parts.Count; index++)
        {
            gaps.Add((part.LinesEnd(parts[index - 1].Value), part.LineStart(parts[index].Start)));
        }

        gaps.Add(Gap(part.LinesEnd(parts[^1].Value)));
        return gaps;
    }

    private (int Start, int End) Gap(int start)
    {
        var end = start;
        while (end < part.Text.Length && part.Text.AsSpan(end, part.NextLine(end) - end).TrimStart() is [] or ['#', ..])
        {
            end = part.NextLine(end);
        }

        return (start, end);
    }

    private static string? Name(YamlItem item, string identity) => (((YamlMapping)item.Value).Find(identity) as YamlScalar)?.Value;

    [GeneratedRegex(@"^\s?[\w./-]+:(\s|$)")]
    private static partial Regex EntryPattern();

    [GeneratedRegex(@"^(\s?-\s|\s{3,})")]
    private static partial Regex ItemPattern();
}
