using CalicoTools.Manifests.BuiltIn;

namespace CalicoTools.Releases.Adding;

/// <summary>Changes a source so that it also becomes what the manifests of the added release need.</summary>
/// <param name="folder">The sources.</param>
/// <param name="releases">The releases.</param>
internal sealed class TextUpdate(SourceFolder folder, ReleaseList releases)
{
    /// <summary>Changes a source.</summary>
    /// <param name="name">The source.</param>
    /// <param name="manifests">The manifests that it is rendered for.</param>
    /// <param name="part">Of the lines rendered, those to compare.</param>
    /// <param name="wanted">Makes the lines that a manifest needs of those there are.</param>
    public void Apply(
        string name,
        IReadOnlyCollection<OfficialManifest> manifests,
        Func<IEnumerable<(int Index, string Text)>, IEnumerable<(int Index, string Text)>> part,
        Func<OfficialManifest, IReadOnlyList<string>, IReadOnlyList<string>> wanted)
    {
        var file = folder[name];
        var rendered = new Dictionary<OfficialManifest, HashSet<SourceLine>>();
        var removed = new Dictionary<SourceLine, List<OfficialManifest>>();
        var added = new List<(SourceLine? After, List<AddedBlock> Blocks)>();
        foreach (var manifest in manifests)
        {
            var texts = folder.Render(manifest.ManifestKey);
            var all = texts.NumberedLines(name);
            rendered[manifest] = [.. all.Select(line => file[line.Index])];
            var lines = part(all).ToArray();
            var changes = LineChanges.Between(
                [.. lines.Select(static line => line.Text)], wanted(manifest, [.. lines.Select(static line => line.Text)]));
            foreach (var index in changes.Removed.Where(index => lines[index].Text.TrimStart() is not ['#', ..]))
            {
                Note(removed, Beginning(file, lines[index]), manifest);
            }

            foreach (var (index, come) in changes.Added)
            {
                Merge(added, index < 0 ? null : file[lines[index].Index], SourceStyle.Blocks(come, texts.Values), manifest);
            }
        }

        foreach (var (after, blocks) in added.AsEnumerable().Reverse())
        {
            file.InsertAfter(
                after, rendered[blocks[0].Manifests[0]], blocks.Select(block => Marked(block.Lines, Condition(block, after))), releases);
        }

        foreach (var (line, some) in removed.Where(pair => !removed.Keys.Any(other => Covers(file, other, pair.Key))))
        {
            var among = rendered.Where(pair => pair.Value.Contains(line)).Select(static pair => pair.Key).ToArray();
            line.Condition = Without(line.Condition, Editions(some), Editions(among));
        }

        // The keys are named among those that have what the block is in.
        string Condition(AddedBlock block, SourceLine? after)
        {
            var indent = block.Lines[0].TakeWhile(static character => character == ' ').Count();
            var above = after is null ? null : file.Lines.Take(file.Lines.ToList().IndexOf(after) + 1).LastOrDefault(line =>
                line.Text.Length > 0 && line.Indent < indent && rendered.Values.Any(lines => lines.Contains(line)));
            var among = rendered.Where(pair => above is null || pair.Value.Contains(above)).Select(static pair => pair.Key);
            return Conditions.Keys(Editions(block.Manifests), Editions(among)) + releases.OnlyAdded;
        }
    }

    /// <summary>The lines of blocks, the outermost of which hold under a condition.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="condition">The condition.</param>
    public static IReadOnlyList<SourceLine> Marked(IEnumerable<string> lines, string condition)
    {
        var read = lines.Select(static line => SourceLine.Of(line, null)).ToArray();
        foreach (var line in read.Where(line => line.Indent == read.Min(static other => other.Indent)))
        {
            line.Condition = condition;
        }

        return read;
    }

    // An item whose first key is chosen by the release begins with a dash alone.
    private static SourceLine Beginning(SourceFile file, (int Index, string Text) rendered)
    {
        var line = file[rendered.Index];
        return rendered.Text.TrimStart() is ['-', ..] && line.Text.TrimStart() is not ['-', ..]
            ? file.Lines.TakeWhile(before => before != line).Last(static before => before.Text.Trim() == "-")
            : line;
    }

    // A line above that goes takes those indented below it along.
    private static bool Covers(SourceFile file, SourceLine above, SourceLine line)
    {
        var lines = file.Lines.ToList();
        var (from, to) = (lines.IndexOf(above), lines.IndexOf(line));
        return from < to && lines[(from + 1)..(to + 1)].TrueForAll(below => below.Text.Length == 0 || below.Indent > above.Indent);
    }

    private string Without(string? condition, IReadOnlyCollection<ManifestKey> keys, IReadOnlyCollection<ManifestKey> among)
    {
        var closed = Conditions.Rewrite(condition, releases.WithoutAdded);
        var named = Conditions.Keys(keys, among);
        if (named.Length == 0)
        {
            return closed;
        }

        var others = Conditions.Keys([.. among.Except(keys)], among)[..^2];
        return condition is null ? $"{named}{closed} or {others}"
            : condition is ['v' or '.', ..] ? $"{named}{closed} or {others}: {condition}"
            : throw new FormatException($"The condition '{condition}' has to be narrowed for {named[..^2]} by hand.");
    }

    private static ManifestKey[] Editions(IEnumerable<OfficialManifest> manifests) =>
        [.. manifests.Select(static manifest => manifest.ManifestKey).Distinct()];

    // What several manifests add in the same place becomes one sequence, in which each finds its own.
    private static void Merge(
        List<(SourceLine? After, List<AddedBlock> Blocks)> added,
        SourceLine? after,
        IEnumerable<IReadOnlyList<string>> come,
        OfficialManifest manifest)
    {
        var place = added.FindIndex(pair => pair.After == after);
        if (place < 0)
        {
            place = added.Count;
            added.Add((after, []));
        }

        var (blocks, at) = (added[place].Blocks, 0);
        foreach (var lines in come)
        {
            var same = blocks.FindIndex(at, block => block.Lines.SequenceEqual(lines));
            if (same < 0)
            {
                blocks.Insert(at, new AddedBlock(lines, [manifest]));
                at++;
            }
            else
            {
                blocks[same].Manifests.Add(manifest);
                at = same + 1;
            }
        }
    }

    private static void Note<T>(Dictionary<T, List<OfficialManifest>> notes, T of, OfficialManifest manifest)
        where T : notnull
    {
        if (!notes.TryGetValue(of, out var manifests))
        {
            notes.Add(of, manifests = []);
        }

        manifests.Add(manifest);
    }

    private sealed record AddedBlock(IReadOnlyList<string> Lines, List<OfficialManifest> Manifests);
}
