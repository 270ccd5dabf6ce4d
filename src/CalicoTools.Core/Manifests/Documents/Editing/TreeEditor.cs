using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>Goes through a tree and what it shall say side by side, and collects the replacements that make the text say it.</summary>
internal sealed class TreeEditor
{
    private readonly SourceText _part;
    private readonly TextEdits _edits;
    private readonly ValueWriter _writer;
    private readonly CommentFinder _comments;

    /// <summary>Begins an edit.</summary>
    /// <param name="part">The text.</param>
    public TreeEditor(SourceText part)
    {
        _part = part;
        _edits = new TextEdits(part);
        _writer = new ValueWriter(part, _edits);
        _comments = new CommentFinder(part);
    }

    /// <summary>Makes a document's text say something else.</summary>
    /// <param name="part">The text.</param>
    /// <param name="root">Its tree, a mapping or a list.</param>
    /// <param name="intended">
    /// What it shall say. Where a new item takes the place of a commented-out one, the item is moved there in this object too.
    /// </param>
    /// <returns>The new text; null when the changes get in each other's way.</returns>
    public static string? Edit(SourceText part, YamlNode root, JsonNode intended)
    {
        var editor = new TreeEditor(part);
        editor.Edit(root, intended, new ValuePosition(root.Start, -2, IsItem: false, Flow: false), []);
        return editor._edits.Apply();
    }

    private void Edit(YamlNode node, JsonNode? intended, ValuePosition position, IReadOnlyList<YamlNode> siblings)
    {
        if (SameValue.Is(node, intended))
        {
            return;
        }

        RefuseShared(node);
        switch (node)
        {
            case YamlMapping { Flow: true } or YamlSequence { Flow: true } when FlowText.FitsInPlace(node, intended):
                EditFlowParts(node, intended!);
                break;
            case YamlMapping { Flow: false } mapping when intended is JsonObject { Count: > 0 } json && !RewritesHead(mapping, json):
                EditMapping(mapping, json);
                break;
            case YamlSequence { Flow: false } sequence when intended is JsonArray { Count: > 0 } items:
                EditSequence(sequence, items);
                break;
            default:
                RefuseSharedBelow(node);
                if (!_comments.TryUncommentMapping(_edits, node, intended, position))
                {
                    _writer.Replace(node, intended, position, siblings);
                }

                break;
        }
    }

    private void EditFlowParts(YamlNode node, JsonNode intended)
    {
        if (node is YamlMapping mapping)
        {
            foreach (var entry in mapping.Entries)
            {
                Edit(entry.Value, intended[entry.Name], new ValuePosition(entry.Colon + 1, 0, IsItem: false, Flow: true), [entry.Value]);
            }
        }
        else if (node is YamlSequence sequence)
        {
            for (var index = 0; index < sequence.Items.Count; index++)
            {
                var value = sequence.Items[index].Value;
                Edit(value, intended[index], new ValuePosition(value.Start, 0, IsItem: true, Flow: true), [value]);
            }
        }
    }

    private void EditMapping(YamlMapping mapping, JsonObject intended)
    {
        var column = _part.Column(mapping.Entries[0].Key.Start);
        RefuseMergedChanges(mapping, intended);
        foreach (var (index, entry) in mapping.Entries.Index().Where(static pair => !pair.Item.IsMerge))
        {
            if (intended.TryGetPropertyValue(entry.Name, out var value))
            {
                Edit(entry.Value, value, new ValuePosition(entry.Colon + 1, column, IsItem: false, Flow: false), Values(mapping));
            }
            else
            {
                RefuseSharedBelow(entry.Value);
                Remove(entry.Key.Start, entry.Value, index + 1 < mapping.Entries.Count ? mapping.Entries[index + 1].Key.Start : null);
            }
        }

        var after = mapping.Entries[^1];
        foreach (var (name, value) in intended)
        {
            if (mapping.Entries.Find(entry => entry.Name == name && !entry.IsMerge) is { } known)
            {
                after = known;
            }
            else if (!IsMerged(mapping, name) && !_comments.TryUncommentEntry(_edits, mapping, name, value, column))
            {
                var at = _part.LinesEnd(after.Value);
                _edits.ReplaceLines(at, at, _writer.Entry(name, value, column, Values(mapping)));
            }
        }
    }

    private void EditSequence(YamlSequence sequence, JsonArray intended)
    {
        var column = _part.Column(sequence.Items[0].Start);
        var identity = ItemAlignment.Identity(sequence, intended);
        if (identity is not null)
        {
            _comments.PlaceItems(sequence, intended, identity, column);
        }

        var pairs = ItemAlignment.Align(sequence, intended, identity);
        var values = sequence.Items.ConvertAll(static item => item.Value);
        var (old, next) = (0, 0);
        foreach (var pair in pairs.Append((Old: sequence.Items.Count, New: intended.Count)))
        {
            for (; old < pair.Old; old++)
            {
                RefuseSharedBelow(values[old]);
                Remove(sequence.Items[old].Start, values[old], old + 1 < values.Count ? sequence.Items[old + 1].Start : null);
            }

            for (; next < pair.New; next++)
            {
                if (!_comments.TryUncommentItem(_edits, intended[next]))
                {
                    var at = old > 0
                        ? _part.LinesEnd(values[old - 1])
                        : _comments.LeadStart(LineOf(sequence.Items[0].Start), column);
                    _edits.ReplaceLines(at, at, _writer.Item(intended[next], column, values));
                }
            }

            if (pair.Old < values.Count)
            {
                Edit(values[old], intended[next], new ValuePosition(sequence.Items[old].Start + 1, column, IsItem: true, Flow: false), values);
                (old, next) = (pair.Old + 1, pair.New + 1);
            }
        }
    }

    private void Remove(int start, YamlNode value, int? nextStart)
    {
        var line = LineOf(start);
        var end = _part.LinesEnd(value);
        var column = start - line;
        _edits.ReplaceLines(_comments.AreOwn(end, nextStart) ? _comments.OwnStart(line, column) : line, end, "");
    }

    private int LineOf(int start)
    {
        var line = _part.LineStart(start);
        return _part.Text.AsSpan(line, start - line).Trim(' ').IsEmpty
            ? line
            : throw EditErrors.Unsafe(_part.At(start), "it shares its line with the dash of the list around it");
    }

    // The entry beside a dash cannot go alone; then the item is written anew.
    private bool RewritesHead(YamlMapping mapping, JsonObject intended)
    {
        var (start, name) = (mapping.Entries[0].Key.Start, mapping.Entries[0].Name);
        return !intended.ContainsKey(name) && !_part.Text.AsSpan(_part.LineStart(start), _part.Column(start)).Trim(' ').IsEmpty;
    }

    private void RefuseMergedChanges(YamlMapping mapping, JsonObject intended)
    {
        if (mapping.Entries.Find(static entry => entry.IsMerge) is not { } merge)
        {
            return;
        }

        foreach (var (name, value) in NodeObjects.ToObject(mapping))
        {
            if (IsMerged(mapping, name) && !(intended.TryGetPropertyValue(name, out var wanted) && JsonNode.DeepEquals(value, wanted)))
            {
                throw EditErrors.Unsafe(_part.At(merge.Key.Start), $"'{name}' is merged from elsewhere");
            }
        }
    }

    private static bool IsMerged(YamlMapping mapping, string name) =>
        mapping.Entries.Exists(static entry => entry.IsMerge)
        && !mapping.Entries.Exists(entry => !entry.IsMerge && entry.Name == name)
        && NodeObjects.ToObject(mapping).ContainsKey(name);

    private static List<YamlNode> Values(YamlMapping mapping) => mapping.Entries.ConvertAll(static entry => entry.Value);

    private void RefuseShared(YamlNode node)
    {
        var why = node is YamlAlias ? "it stands for something written elsewhere"
            : node.Anchored ? "aliases may stand for it"
            : node.Tag.Length > 0 ? "it carries a tag"
            : null;
        if (why is not null)
        {
            throw EditErrors.Unsafe(_part.At(node.Start), why);
        }
    }

    private void RefuseSharedBelow(YamlNode node)
    {
        if (node.Anchored)
        {
            throw EditErrors.Unsafe(_part.At(node.Start), "aliases may stand for it");
        }

        switch (node)
        {
            case YamlMapping mapping:
                mapping.Entries.ForEach(entry => RefuseSharedBelow(entry.Value));
                break;
            case YamlSequence sequence:
                sequence.Items.ForEach(item => RefuseSharedBelow(item.Value));
                break;
        }
    }
}
