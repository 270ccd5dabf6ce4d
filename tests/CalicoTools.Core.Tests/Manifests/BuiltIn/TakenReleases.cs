using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

/// <summary>Releases that are taken out of the sources: how the sets of releases read without them.</summary>
internal sealed class TakenReleases
{
    private readonly ReleaseNumber[] _taken;
    private readonly ReleaseNumber[] _kept;

    public TakenReleases(ReleaseNumber[] taken) =>
        (_taken, _kept) = (taken, [.. ReleaseCatalogue.Releases.Select(static release => release.Number).Except(taken)]);

    public bool Are(string number) => Array.Exists(_taken, release => release.ToString() == number);

    /// <summary>A row of the table of hashes; null when only releases taken out have the object.</summary>
    public string? WithoutHashes(string row)
    {
        var fields = row.Split('\t');
        var left = fields[4] == "releases" ? fields[4] : Without(fields[4], open: false);
        return left is null ? null : string.Join('\t', [.. fields[..4], left]);
    }

    /// <summary>A source without the blocks that only releases taken out have.</summary>
    public IEnumerable<string> WithoutBlocks(IEnumerable<string> lines)
    {
        var left = int.MaxValue;
        foreach (var line in lines)
        {
            var indent = line.Length - line.TrimStart().Length;
            if (line.Length > 0 && indent > left)
            {
                continue;
            }

            left = int.MaxValue;
            if (line.Split("#@ ") is not [var text, var condition])
            {
                yield return line;
            }
            else if (Remaining(condition) is not { } remaining)
            {
                left = indent;
            }
            else
            {
                yield return remaining.Length > 0 ? $"{text}#@ {remaining}" : text.TrimEnd();
            }
        }
    }

    private string? Remaining(string condition)
    {
        var parts = condition.Split(" or ").Select(Part).OfType<string>().ToArray();
        return parts.Length == 0 ? null : parts.Contains("") ? "" : string.Join(" or ", parts);

        string? Part(string part)
        {
            var colon = part.IndexOf(": ", StringComparison.Ordinal);
            var (variants, set) = part is ['v' or '.', ..] ? ("", part) : colon < 0 ? (part, "") : (part[..colon], part[(colon + 2)..]);
            var left = set.Length == 0 ? "" : Without(set, open: true);
            return left is null ? null : left.Length == 0 ? variants : variants.Length == 0 ? left : $"{variants}: {left}";
        }
    }

    // The ends of intervals move to the releases beside those taken out; null for none, empty for all.
    private string? Without(string set, bool open)
    {
        var read = ReleaseSet.Parse(set);
        if (open && Array.TrueForAll(_kept, read.Contains))
        {
            return "";
        }

        var intervals = set.Split(',', StringSplitOptions.TrimEntries).Select(Interval).OfType<string>().ToArray();
        return intervals.Length == 0 ? null : string.Join(open ? ", " : ",", intervals);

        string? Interval(string text)
        {
            var interval = ReleaseSet.Parse(text);
            if (!Array.Exists(_kept, interval.Contains))
            {
                return Array.Exists(_taken, interval.Contains) ? null : text;
            }

            var dots = text.IndexOf("..", StringComparison.Ordinal);
            var (first, last) = dots < 0 ? (text, text) : (text[..dots], text[(dots + 2)..]);
            first = Are(first) ? _kept.First(release => release > ReleaseNumber.Parse(first)).ToString() : first;
            last = Are(last) ? _kept.Last(release => release < ReleaseNumber.Parse(last)).ToString() : last;
            last = open && last == _kept[^1].ToString() ? "" : last;
            return first == last ? first : $"{first}..{last}";
        }
    }
}
