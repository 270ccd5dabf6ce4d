using System.Collections.Concurrent;

namespace CalicoTools.Releases;

/// <summary>Facts on releases, kept as text: one a line, behind <c>#@</c> the releases it holds in.</summary>
internal static class ReleaseFacts
{
    private const string Marker = "#@";

    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Fact, ReleaseSet Releases)>> s_files = new();

    /// <summary>The facts that hold in a release, in the text's order.</summary>
    /// <param name="file">The name of the text compiled into the engine.</param>
    /// <param name="release">The release.</param>
    /// <returns>The facts.</returns>
    public static IEnumerable<string> Of(string file, ReleaseNumber release) =>
        s_files.GetOrAdd(file, Read).Where(line => line.Releases.Contains(release)).Select(static line => line.Fact);

    private static IReadOnlyList<(string Fact, ReleaseSet Releases)> Read(string file) =>
    [
        .. EmbeddedText.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => line[0] != '#')
            .Select(static line => line.Split(Marker))
            .Select(static parts => (parts[0].Trim(), ReleaseSet.Parse(parts[1]))),
    ];
}
