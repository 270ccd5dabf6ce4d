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
        Neighbour = Closest(_all.Where(release => release != added), added);
    }

    /// <summary>The release that is added.</summary>
    public ReleaseNumber Added { get; }

    /// <summary>
    /// The one it is compared with: the last before it or the first after it, whichever is of the same minor release; the one before where
    /// both are or neither is.
    /// </summary>
    public ReleaseNumber Neighbour { get; }

    /// <summary>The set of the added one alone; open at its end when it is the newest.</summary>
    public string OnlyAdded => Write(release => release == Added, open: true);

    /// <summary>Writes a set without the added release.</summary>
    /// <param name="set">The set.</param>
    public string WithoutAdded(string? set) =>
        Write(release => release != Added && (set is null || ReleaseSet.Parse(set).Contains(release)), open: true);

    /// <summary>Writes a set so that it holds in the added release where it does in its neighbour.</summary>
    /// <param name="set">The set.</param>
    public string LikeNeighbour(string set)
    {
        var (read, wider) = (ReleaseSet.Parse(set), Wider(set));
        return read.Contains(Added) == read.Contains(Neighbour) ? set
            : wider != set ? wider
            : Write(release => read.Contains(release == Added ? Neighbour : release), open: true);
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
        var (last, next) = (_all.LastOrDefault(release => release < Added), _all.FirstOrDefault(release => release > Added));
        return string.Join(", ", set.Split(',', StringSplitOptions.TrimEntries).SelectMany(interval =>
        {
            if (!ReleaseSet.Parse(interval).Contains(Added))
            {
                return [interval];
            }

            var ends = interval.Split("..");
            IEnumerable<string> before = last is not null && ReleaseSet.Parse(interval).Contains(last)
                ? [ends[0] == $"{last}" ? ends[0] : $"{ends[0]}..{last}"] : [];
            return next is not null && ReleaseSet.Parse(interval).Contains(next)
                ? before.Append(ends[^1] == $"{next}" ? ends[^1] : $"{next}..{ends[^1]}")
                : before;
        }));
    }

    private static ReleaseNumber Closest(IEnumerable<ReleaseNumber> known, ReleaseNumber added)
    {
        var (lower, higher) = (known.LastOrDefault(release => release < added), known.FirstOrDefault(release => release > added));
        return lower is null || (higher?.IsSameMinor(added) == true && !lower.IsSameMinor(added)) ? higher! : lower;
    }

    // What ends (or begins) with the neighbour ends (begins) with the added one.
    private string Wider(string set) => string.Join(", ", set.Split(", ").Select(interval =>
        interval == $"{Neighbour}" ? (Neighbour < Added ? $"{Neighbour}..{Added}" : $"{Added}..{Neighbour}")
        : Neighbour < Added && interval.EndsWith($"..{Neighbour}", StringComparison.Ordinal) ? $"{interval.Split("..")[0]}..{Added}"
        : Neighbour > Added && interval.StartsWith($"{Neighbour}..", StringComparison.Ordinal) ? $"{Added}..{interval.Split("..")[1]}"
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
