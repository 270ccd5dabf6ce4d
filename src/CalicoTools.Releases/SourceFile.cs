using CalicoTools.Manifests.BuiltIn;

namespace CalicoTools.Releases.Adding;

/// <summary>A source of the built-in manifests, while it is changed.</summary>
internal sealed class SourceFile
{
    private readonly List<SourceLine> _lines;
    private SourceLine[] _written;

    /// <summary>Reads a source.</summary>
    public SourceFile(string text)
    {
        _lines = [.. text.TrimEnd('\n').Split('\n').Select(static line => SourceLine.Parse(line.TrimEnd('\r')))];
        _written = Written();
    }

    /// <summary>All lines.</summary>
    public IReadOnlyList<SourceLine> Lines => _lines;

    /// <summary>A line by its index among those that are not empty, as it was before the changes that are not taken over yet.</summary>
    public SourceLine this[int index] => _written[index];

    /// <summary>Takes over the changes: indices count anew.</summary>
    public void Renumber() => _written = Written();

    /// <summary>
    /// Adds blocks behind a line, and behind what stands there for other releases only; where one of those is the same, it holds in the
    /// added release as well.
    /// </summary>
    /// <param name="line">The line; null for the beginning.</param>
    /// <param name="rendered">The lines that hold in the release that is added.</param>
    /// <param name="blocks">The blocks to add: a line, and those indented below it.</param>
    /// <param name="releases">The releases.</param>
    public void InsertAfter(
        SourceLine? line, IReadOnlySet<SourceLine> rendered, IEnumerable<IReadOnlyList<SourceLine>> blocks, ReleaseList releases)
    {
        var at = line is null ? _lines.FindIndex(static first => first.Text is not ['#', ..]) : _lines.IndexOf(line) + 1;
        foreach (var block in blocks)
        {
            at = EndOf(at, block[0].Indent, rendered);
            if (FindSame(at, block, rendered, releases) is { } same)
            {
                same.Condition = Conditions.Rewrite(same.Condition, releases.OpenWithAdded);
                at = _lines.IndexOf(same) + 1;
            }
            else
            {
                _lines.InsertRange(at, block);
                at += block.Count;
            }
        }
    }

    /// <summary>The source as text that can be rendered.</summary>
    public ConditionalText Parse() => ConditionalText.Parse(ToString());

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _lines) + "\n";

    private int EndOf(int at, int indent, IReadOnlySet<SourceLine> rendered)
    {
        while (at < _lines.Count && _lines[at].Text.Length > 0 && !rendered.Contains(_lines[at]) && _lines[at].Indent > indent)
        {
            at++;
        }

        return at;
    }

    // Among the blocks that other releases have in this place.
    private SourceLine? FindSame(
        int at, IReadOnlyList<SourceLine> block, IReadOnlySet<SourceLine> rendered, ReleaseList releases) => _lines.Skip(at)
        .TakeWhile(line => line.Text.Length > 0 && !rendered.Contains(line) && line.Indent >= block[0].Indent)
        .FirstOrDefault(
            line => line.Condition is not null && Conditions.Rewrite(line.Condition, _ => releases.OnlyAdded) == block[0].Condition
            && line.Text == block[0].Text
            && BelowIn(line, releases.Added).SequenceEqual(block.Skip(1).Select(static below => below.Text)));

    private IEnumerable<string> BelowIn(SourceLine above, ReleaseNumber release)
    {
        var left = int.MaxValue;
        foreach (var line in _lines.Skip(_lines.IndexOf(above) + 1).TakeWhile(line => line.Text.Length > 0 && line.Indent > above.Indent))
        {
            if (line.Indent > left)
            {
                continue;
            }

            var holds = line.Condition is not ['v' or '.', ..] || ReleaseSet.Parse(line.Condition).Contains(release);
            left = holds ? int.MaxValue : line.Indent;
            if (holds)
            {
                yield return line.Text;
            }
        }
    }

    private SourceLine[] Written() => [.. _lines.Where(static line => line.ToString().Length > 0)];
}
