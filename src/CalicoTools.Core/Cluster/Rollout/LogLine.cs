namespace CalicoTools.Cluster.Rollout;

/// <summary>A known line of Calico's logs or the kubelet's messages that says why something does not start.</summary>
/// <param name="Kind">Where it is found, and whether it can heal.</param>
/// <param name="Fragment">The part of the line by which it is known.</param>
/// <param name="Cause">What it means, as a sentence.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
internal sealed record LogLine(LogLineKind Kind, string Fragment, string Cause, string Remedy)
{
    private static readonly string[] s_aboutImages =
        ["Failed to pull image", "Error: ErrImage", "Error: ImagePullBackOff", "Back-off pulling image", "Pulling image"];

    private static readonly string[] s_endings = ["[FATAL]", "[PANIC]", "level=fatal", "panic: "];

    private static readonly Lazy<IReadOnlyList<LogLine>> s_known = new(static () =>
    [
        .. EmbeddedText.Read("log-lines.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => line[0] != '#')
            .Select(static line => line.Split(" | "))
            .Select(static parts => new LogLine(Enum.Parse<LogLineKind>(parts[0], ignoreCase: true), parts[1], parts[2], parts[3])),
    ]);

    /// <summary>All that are known, the more telling first.</summary>
    public static IReadOnlyList<LogLine> Known => s_known.Value;

    /// <summary>Whether it cannot heal without somebody changing something.</summary>
    public bool IsFatal => Kind == LogLineKind.Fatal;

    /// <summary>Looks for a known line in a log.</summary>
    /// <param name="log">The log.</param>
    /// <returns>The most telling known line, and the last line of the log that has it; null when there is none.</returns>
    public static (LogLine Known, string Line)? Find(string log) => Find(log, LogLineKind.Fatal, LogLineKind.Stuck);

    /// <summary>Looks for what is known of an image that cannot be pulled.</summary>
    /// <param name="message">What is said of it.</param>
    /// <returns>The known line; null when there is none.</returns>
    public static LogLine? FindForImage(string message) => Find(message, LogLineKind.Image)?.Known;

    /// <summary>Looks for what is known of a container that cannot be created.</summary>
    /// <param name="message">What is said of it.</param>
    /// <returns>The known line; null when there is none.</returns>
    public static LogLine? FindForContainer(string message) => Find(message, LogLineKind.Container)?.Known;

    /// <summary>Looks for what is known of an event.</summary>
    /// <param name="message">The event's message.</param>
    /// <returns>The known line; null when there is none.</returns>
    public static LogLine? FindForEvent(string message) => IsAboutImage(message)
        ? FindForImage(message)
        : Find(message)?.Known ?? FindForContainer(message);

    /// <summary>Whether an event is about an image.</summary>
    /// <param name="message">The event's message.</param>
    /// <returns>True when it is about pulling one.</returns>
    public static bool IsAboutImage(string message) => Array.Exists(
        s_aboutImages, start => message.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The line a container ended with.</summary>
    /// <param name="log">The end of its log.</param>
    /// <returns>The last line that says that it gives up, or else the last line; null when the log is empty or was not kept.</returns>
    public static string? Last(string log)
    {
        // The kubelet answers with this text, as if it were the log, when the container runtime has removed the log.
        string[] lines =
        [
            .. log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(static line => !line.StartsWith("unable to retrieve container logs for ", StringComparison.Ordinal)),
        ];
        return lines.LastOrDefault(static line => s_endings.Any(ending => line.Contains(ending, StringComparison.Ordinal))) ??
            lines.LastOrDefault();
    }

    private static (LogLine Known, string Line)? Find(string text, params LogLineKind[] kinds)
    {
        var known = Known.FirstOrDefault(line => kinds.Contains(line.Kind) && text.Contains(line.Fragment, StringComparison.Ordinal));
        return known is null
            ? null
            : (known, text.Split('\n').Last(line => line.Contains(known.Fragment, StringComparison.Ordinal)).Trim());
    }
}
