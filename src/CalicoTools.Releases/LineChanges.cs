namespace CalicoTools.Releases.Adding;

/// <summary>What makes one indented text of another: whole blocks that go, and whole blocks that come.</summary>
internal sealed class LineChanges
{
    private readonly HashSet<int> _removed = [];
    private readonly SortedDictionary<int, List<string>> _added = [];

    private LineChanges()
    {
    }

    /// <summary>The indices of the lines that go, with all that is indented below them.</summary>
    public IReadOnlySet<int> Removed => _removed;

    /// <summary>The lines that come, by the index of the line behind which they do; -1 for the beginning.</summary>
    public IReadOnlyDictionary<int, List<string>> Added => _added;

    /// <summary>Compares texts.</summary>
    public static LineChanges Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var changes = new LineChanges();
        changes.Compare(Block.Read(before), Block.Read(after), -1);
        return changes;
    }

    private void Compare(IReadOnlyList<Block> before, IReadOnlyList<Block> after, int at)
    {
        var (b, a) = (0, 0);
        var kept = Same(before, after, static (x, y) => x.Whole == y.Whole);
        foreach (var (keptBefore, keptAfter) in kept.Append((before.Count, after.Count)))
        {
            at = CompareGap([.. before.Skip(b).Take(keptBefore - b)], [.. after.Skip(a).Take(keptAfter - a)], at);
            at = keptBefore < before.Count ? before[keptBefore].End : at;
            (b, a) = (keptBefore + 1, keptAfter + 1);
        }
    }

    private int CompareGap(List<Block> before, List<Block> after, int at)
    {
        var (b, a) = (0, 0);
        foreach (var (sameBefore, sameAfter) in Same(before, after, static (x, y) => x.Text == y.Text).Append((before.Count, after.Count)))
        {
            foreach (var gone in before.Skip(b).Take(sameBefore - b))
            {
                _removed.UnionWith(Enumerable.Range(gone.Index, gone.End - gone.Index + 1));
                at = gone.End;
            }

            Add(at, after.Skip(a).Take(sameAfter - a));
            if (sameBefore < before.Count)
            {
                Compare(before[sameBefore].Below, after[sameAfter].Below, before[sameBefore].Index);
                at = before[sameBefore].End;
            }

            (b, a) = (sameBefore + 1, sameAfter + 1);
        }

        return at;
    }

    private void Add(int at, IEnumerable<Block> blocks)
    {
        var lines = blocks.SelectMany(static block => block.Whole.Split('\n')).ToList();
        if (lines.Count > 0)
        {
            _added[at] = lines;
        }
    }

    // The longest common subsequence, as pairs of indices.
    private static List<(int Before, int After)> Same(
        IReadOnlyList<Block> before, IReadOnlyList<Block> after, Func<Block, Block, bool> same)
    {
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var b = before.Count - 1; b >= 0; b--)
        {
            for (var a = after.Count - 1; a >= 0; a--)
            {
                lengths[b, a] = same(before[b], after[a]) ? lengths[b + 1, a + 1] + 1 : Math.Max(lengths[b + 1, a], lengths[b, a + 1]);
            }
        }

        var pairs = new List<(int Before, int After)>();
        for (var (b, a) = (0, 0); b < before.Count && a < after.Count;)
        {
            if (same(before[b], after[a]))
            {
                pairs.Add((b++, a++));
            }
            else
            {
                _ = lengths[b + 1, a] >= lengths[b, a + 1] ? b++ : a++;
            }
        }

        return pairs;
    }

    private sealed record Block(int Index, string Text, List<Block> Below)
    {
        public int End => Below.Count == 0 ? Index : Below[^1].End;

        public string Whole => string.Join('\n', Below.Select(static block => block.Whole).Prepend(Text));

        public static List<Block> Read(IReadOnlyList<string> lines)
        {
            var top = new List<Block>();
            var open = new Stack<(int Indent, List<Block> Blocks)>([(-1, top)]);
            foreach (var (index, line) in lines.Index())
            {
                var indent = line.Length - line.AsSpan().TrimStart(' ').Length;
                while (indent <= open.Peek().Indent)
                {
                    open.Pop();
                }

                var block = new Block(index, line, []);
                open.Peek().Blocks.Add(block);
                open.Push((indent, block.Below));
            }

            return top;
        }
    }
}
