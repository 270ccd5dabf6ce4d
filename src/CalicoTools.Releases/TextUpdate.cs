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
        var added = new Dictionary<(SourceLine? After, string Lines), List<OfficialManifest>>();
        foreach (var manifest in manifests)
        {
            var all = folder.Render(manifest.Edition).NumberedLines(name);
            rendered[manifest] = [.. all.Select(line => file[line.Index])];
            var lines = part(all).ToArray();
            var texts = lines.Select(static line => line.Text).ToArray();
            var changes = LineChanges.Between(texts, wanted(manifest, texts));
            foreach (var index in changes.Removed)
            {
                Note(removed, file[lines[index].Index], manifest);
            }

            foreach (var (index, come) in changes.Added)
            {
                Note(added, (index < 0 ? null : file[lines[index].Index], string.Join('\n', come)), manifest);
            }
        }

        foreach (var ((after, lines), some) in added.Reverse())
        {
            var condition = Conditions.Shapes(Editions(some), Editions(manifests)) + releases.OnlyAdded;
            file.InsertAfter(after, rendered[some[0]], Marked(WithFlowingGroups(lines.Split('\n')), condition));
        }

        foreach (var (line, some) in removed.Where(pair => !removed.Keys.Any(other => Covers(file, other, pair.Key))))
        {
            var among = rendered.Where(pair => pair.Value.Contains(line)).Select(static pair => pair.Key).ToArray();
            line.Condition = Without(line.Condition, Editions(some), Editions(among));
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

    // API groups stand in one line, as in all sources.
    private static IEnumerable<string> WithFlowingGroups(string[] lines)
    {
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            if (!line.EndsWith("apiGroups:", StringComparison.Ordinal))
            {
                yield return line;
                continue;
            }

            var column = line.IndexOf("apiGroups:", StringComparison.Ordinal);
            var groups = lines.Skip(index + 1).TakeWhile(item => item.TrimStart() is ['-', ..] && item.IndexOf('-', StringComparison.Ordinal) >= column)
                .Select(static item => $"\"{item.TrimStart().TrimStart('-').Trim(' ', '"')}\"").ToArray();
            index += groups.Length;
            yield return $"{line} [{string.Join(", ", groups)}]";
        }
    }

    // A line above that goes takes those indented below it along.
    private static bool Covers(SourceFile file, SourceLine above, SourceLine line)
    {
        var lines = file.Lines.ToList();
        var (from, to) = (lines.IndexOf(above), lines.IndexOf(line));
        return from < to && lines[(from + 1)..(to + 1)].TrueForAll(below => below.Text.Length == 0 || below.Indent > above.Indent);
    }

    private string Without(string? condition, IReadOnlyCollection<Edition> shapes, IReadOnlyCollection<Edition> among)
    {
        var closed = Conditions.Rewrite(condition, releases.WithoutAdded);
        var named = Conditions.Shapes(shapes, among);
        if (named.Length == 0)
        {
            return closed;
        }

        var others = Conditions.Shapes([.. among.Except(shapes)], among)[..^2];
        return condition is null ? $"{named}{closed} or {others}"
            : condition is ['v' or '.', ..] ? $"{named}{closed} or {others}: {condition}"
            : throw new FormatException($"The condition '{condition}' has to be narrowed for {named[..^2]} by hand.");
    }

    private static Edition[] Editions(IEnumerable<OfficialManifest> manifests) => [.. manifests.Select(static manifest => manifest.Edition).Distinct()];

    private static void Note<T>(Dictionary<T, List<OfficialManifest>> notes, T of, OfficialManifest manifest)
        where T : notnull
    {
        if (!notes.TryGetValue(of, out var manifests))
        {
            notes.Add(of, manifests = []);
        }

        manifests.Add(manifest);
    }
}
