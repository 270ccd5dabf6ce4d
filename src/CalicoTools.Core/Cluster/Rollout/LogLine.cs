namespace CalicoTools.Cluster.Rollout;

/// <summary>A line of Calico's logs that tells why something does not start.</summary>
/// <param name="Fragment">What is in the line, as it is written.</param>
/// <param name="IsFatal">Whether it cannot heal without somebody changing something.</param>
/// <param name="Cause">What it means, as a sentence.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
internal sealed record LogLine(string Fragment, bool IsFatal, string Cause, string Remedy)
{
    private static readonly Lazy<IReadOnlyList<LogLine>> s_known = new(static () =>
    [
        .. EmbeddedText.Read("log-lines.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => line[0] != '#')
            .Select(static line => line.Split(" | "))
            .Select(static parts => new LogLine(parts[1], parts[0] == "fatal", parts[2], parts[3])),
    ]);

    /// <summary>All that are known, the more telling first.</summary>
    public static IReadOnlyList<LogLine> Known => s_known.Value;

    /// <summary>Looks for a known line.</summary>
    /// <param name="log">A log, or anything else a container tells.</param>
    /// <returns>The most telling known line, and the last line of the log that has it; null when there is none.</returns>
    public static (LogLine Known, string Line)? Find(string log)
    {
        var known = Known.FirstOrDefault(line => log.Contains(line.Fragment, StringComparison.Ordinal));
        return known is null
            ? null
            : (known, log.Split('\n').Last(line => line.Contains(known.Fragment, StringComparison.Ordinal)).Trim());
    }
}
