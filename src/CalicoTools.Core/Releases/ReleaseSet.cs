namespace CalicoTools.Releases;

/// <summary>
/// Releases in which something holds, as intervals: <c>v3.22.5, v3.23.4..v3.30.7, v3.31.0..</c>. Ends are included, a missing end
/// is open, <c>v3.21.*</c> is every patch of a minor release, and what lies between two intervals is not in the set.
/// </summary>
internal sealed class ReleaseSet
{
    private static readonly ReleaseNumber s_lowest = new(0, 0, 0);
    private static readonly ReleaseNumber s_highest = new(int.MaxValue, 0, 0);

    private readonly IReadOnlyList<(ReleaseNumber First, ReleaseNumber Last)> _intervals;

    private readonly string _text;

    private ReleaseSet(IReadOnlyList<(ReleaseNumber First, ReleaseNumber Last)> intervals, string text)
    {
        _intervals = intervals;
        _text = text;
    }

    /// <summary>Every release.</summary>
    public static ReleaseSet All { get; } = new([(s_lowest, s_highest)], "..");

    /// <summary>Reads a set.</summary>
    /// <param name="text">Intervals in ascending order, separated by commas.</param>
    /// <returns>The set.</returns>
    /// <exception cref="FormatException">The text is no such list.</exception>
    public static ReleaseSet Parse(string text)
    {
        var intervals = text.Split(',').Select(static part => Interval(part.Trim())).ToArray();
        var ends = intervals.SelectMany(static interval => new[] { interval.First, interval.Last });
        return ends.SequenceEqual(ends.Order()) && intervals.Zip(intervals.Skip(1)).All(static pair => pair.First.Last < pair.Second.First)
            ? new ReleaseSet(intervals, text)
            : throw new FormatException($"The intervals of '{text}' do not ascend.");
    }

    /// <summary>Whether a release is in the set.</summary>
    /// <param name="release">The release.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(ReleaseNumber release) => _intervals.Any(interval => interval.First <= release && release <= interval.Last);

    /// <summary>The set as it was written.</summary>
    /// <returns>Its intervals.</returns>
    public override string ToString() => _text;

    private static (ReleaseNumber First, ReleaseNumber Last) Interval(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots < 0
            ? (End(text, patch: 0), End(text, int.MaxValue))
            : (dots == 0 ? s_lowest : End(text[..dots], patch: 0),
                dots + 2 == text.Length ? s_highest : End(text[(dots + 2)..], int.MaxValue));
    }

    private static ReleaseNumber End(string text, int patch) => text.EndsWith(".*", StringComparison.Ordinal)
        ? ReleaseNumber.Parse($"{text[..^1]}{patch}")
        : ReleaseNumber.Parse(text);
}
