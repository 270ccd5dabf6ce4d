namespace CalicoTools.Releases.Adding;

/// <summary>The releases built in, one of which is being added: how sets of them are written.</summary>
internal sealed class ReleaseList
{
    private readonly ReleaseNumber[] _all;

    /// <summary>Knows the releases.</summary>
    /// <param name="known">Those built in before.</param>
    /// <param name="added">The one that is added.</param>
    public ReleaseList(IEnumerable<ReleaseNumber> known, ReleaseNumber added)
    {
        _all = [.. known.Append(added).Distinct().Order()];
        Added = added;
        Before = _all.LastOrDefault(release => release < added)
            ?? throw new FormatException(
                $"{added} is older than {_all[1]}, the first that is built in, and cannot be told by what it changes.");
    }

    /// <summary>The release that is added.</summary>
    public ReleaseNumber Added { get; }

    /// <summary>The one before it, which it is compared with.</summary>
    public ReleaseNumber Before { get; }

    /// <summary>The set of the added one alone; open at its end when it is the newest.</summary>
    public string OnlyAdded => Write(release => release == Added, open: true);

    /// <summary>Writes a set without the added release.</summary>
    /// <param name="set">The set.</param>
    public string WithoutAdded(string? set) =>
        Write(release => release != Added && (set is null || ReleaseSet.Parse(set).Contains(release)), open: true);

    /// <summary>Writes a set so that it holds in the added release where it does in the one before.</summary>
    /// <param name="set">The set.</param>
    public string LikeBefore(string set)
    {
        var (read, wider) = (ReleaseSet.Parse(set), Wider(set));
        return read.Contains(Added) == read.Contains(Before) ? set
            : wider != set ? wider
            : Write(release => read.Contains(release == Added ? Before : release), open: true);
    }

    /// <summary>Writes a set with the added release, both ends of its intervals named.</summary>
    /// <param name="set">The set.</param>
    public string WithAdded(string set)
    {
        var read = ReleaseSet.Parse(set);
        return Write(release => release == Added || read.Contains(release), open: false);
    }

    /// <summary>Writes a set with the added release, open at its ends where it can be.</summary>
    /// <param name="set">The set; null for every release.</param>
    public string? OpenWithAdded(string? set)
    {
        var read = set is null ? null : ReleaseSet.Parse(set);
        return read is null ? null : Write(release => release == Added || read.Contains(release), open: true);
    }

    /// <summary>Writes a set, in which the added release is, without it.</summary>
    /// <param name="set">The set.</param>
    public string Cut(string set)
    {
        var after = _all.FirstOrDefault(release => release > Added);
        return string.Join(", ", set.Split(',', StringSplitOptions.TrimEntries).SelectMany(interval =>
        {
            if (!ReleaseSet.Parse(interval).Contains(Added))
            {
                return [interval];
            }

            var ends = interval.Split("..");
            IEnumerable<string> before = ReleaseSet.Parse(interval).Contains(Before)
                ? [ends[0] == $"{Before}" ? ends[0] : $"{ends[0]}..{Before}"] : [];
            return after is not null && ReleaseSet.Parse(interval).Contains(after) ? before.Append($"{after}..{ends[^1]}") : before;
        }));
    }

    // What ends with the release before ends with the added one.
    private string Wider(string set) => string.Join(", ", set.Split(", ").Select(interval =>
        interval == Before.ToString() ? $"{Before}..{Added}"
        : interval.EndsWith($"..{Before}", StringComparison.Ordinal) ? interval[..^Before.ToString().Length] + Added
        : interval));

    private string Write(Func<ReleaseNumber, bool> holds, bool open)
    {
        var parts = new List<string>();
        for (var first = 0; first < _all.Length; first++)
        {
            if (!holds(_all[first]))
            {
                continue;
            }

            var last = first;
            while (last + 1 < _all.Length && holds(_all[last + 1]))
            {
                last++;
            }

            parts.Add(Interval(first, last, open));
            first = last;
        }

        return string.Join(", ", parts);
    }

    private string Interval(int first, int last, bool open)
    {
        var start = open && first == 0 ? "" : _all[first].ToString();
        var end = open && last == _all.Length - 1 ? "" : _all[last].ToString();
        return start == end && start.Length > 0 ? start : $"{start}..{end}";
    }
}
