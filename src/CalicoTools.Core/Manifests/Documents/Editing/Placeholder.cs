using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>An entry or item that stands in the text as a comment, as upstream ships values that are meant to be filled in.</summary>
internal sealed class Placeholder
{
    private readonly int _end;
    private readonly int _column;
    private readonly string _lines;

    private Placeholder(int start, int end, int column, string lines) => (Start, _end, _column, _lines) = (start, end, column, lines);

    /// <summary>The offset of its first line.</summary>
    public int Start { get; }

    /// <summary>Finds an item.</summary>
    /// <param name="part">The text.</param>
    /// <param name="gaps">Where between the other items there are comments.</param>
    /// <param name="item">The item it shall become.</param>
    /// <param name="identity">The key by which items are known.</param>
    /// <param name="column">The column of the dashes.</param>
    /// <returns>The placeholder; null when there is none.</returns>
    public static Placeholder? OfItem(SourceText part, List<(int Start, int End)> gaps, JsonNode item, string identity, int column)
    {
        var name = ItemAlignment.Text(item, identity);
        return Find(part, gaps, column, new JsonArray(item.DeepClone()), IsHead);

        bool IsHead(ReadOnlySpan<char> line) =>
            line.StartsWith("- ") && line[2..].TrimStart() is var rest && rest.StartsWith($"{identity}:") &&
            rest[(identity.Length + 1)..].Trim().Trim("\"'").SequenceEqual(name);
    }

    /// <summary>Finds an entry of a mapping.</summary>
    /// <param name="part">The text.</param>
    /// <param name="gaps">Where between the other entries there are comments.</param>
    /// <param name="name">The key.</param>
    /// <param name="value">The value it shall have.</param>
    /// <param name="column">The column of the keys.</param>
    /// <returns>The placeholder; null when there is none.</returns>
    public static Placeholder? OfEntry(SourceText part, List<(int Start, int End)> gaps, string name, JsonNode? value, int column)
    {
        return Find(part, gaps, column, new JsonObject { [name] = value?.DeepClone() }, IsHead);

        bool IsHead(ReadOnlySpan<char> line) =>
            line.StartsWith($"{name}:") && (line.Length == name.Length + 1 || line[name.Length + 1] == ' ');
    }

    /// <summary>Puts it into the text as what it shall be.</summary>
    /// <param name="edits">Where the replacement goes.</param>
    public void Uncomment(TextEdits edits)
    {
        var indented = _lines.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', _column) + line);
        edits.ReplaceLines(Start, _end, string.Concat(indented.Select(line => line + edits.NewLine)));
    }

    private static Placeholder? Find(SourceText part, List<(int Start, int End)> gaps, int column, JsonNode intended, HeadTest isHead)
    {
        foreach (var gap in gaps)
        {
            for (var at = gap.Start; at < gap.End; at = part.NextLine(at))
            {
                var head = Comment(part, at, column);
                var blanks = head.Length - head.TrimStart(' ').Length;
                if (blanks > 1 || !isHead(head.AsSpan(blanks)))
                {
                    continue;
                }

                var lines = head[blanks..] + "\n";
                var end = part.NextLine(at);
                while (end < gap.End && Comment(part, end, column) is var more && IsDeeper(more, blanks))
                {
                    lines += more[blanks..] + "\n";
                    end = part.NextLine(end);
                }

                if (Become(part.With(lines), intended) is { } text)
                {
                    return new Placeholder(at, end, column, text);
                }
            }
        }

        return null;
    }

    private static bool IsDeeper(string comment, int blanks) => comment.Length > blanks && comment.AsSpan(0, blanks + 1).Trim(' ').IsEmpty;

    // A comment that only looks like an entry is none.
    private static string? Become(SourceText lines, JsonNode intended)
    {
        try
        {
            var root = TreeReader.Read(lines, ..lines.Text.Length);
            TreeLayout.Check(lines, ..lines.Text.Length, root);
            return root is YamlSequence { Flow: false, Items.Count: 1 } or YamlMapping { Flow: false, Entries.Count: 1 }
                ? TreeEditor.Edit(lines, root, intended)
                : null;
        }
        catch (ManifestException)
        {
            return null;
        }
    }

    private static string Comment(SourceText part, int line, int column)
    {
        var text = part.Text.AsSpan(line, part.NextLine(line) - line).TrimEnd();
        return text.Length > column && text[column] == '#' && text[..column].Trim(' ').IsEmpty ? text[(column + 1)..].ToString() : "";
    }

    private delegate bool HeadTest(ReadOnlySpan<char> line);
}
