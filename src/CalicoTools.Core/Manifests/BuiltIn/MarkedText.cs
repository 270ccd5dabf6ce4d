using CalicoTools.Releases;

namespace CalicoTools.Manifests.BuiltIn;

/// <summary>
/// The one source of an object for all releases: the YAML it becomes, with markers. A marker <c>#@ v3.22.5, v3.23.4..</c> at the end of a
/// line says in which releases the line and what is indented below it hold; alone on a line, it says so for the rest of that block,
/// and on a text's first line for the whole. Comments directly above a line that does not hold go with it. A dash alone takes up
/// the next line that holds, so that a sequence item can begin with a line that changes. <c>{tag}</c> stands for the images' tag.
/// </summary>
internal static class MarkedText
{
    private const string Marker = "#@";

    /// <summary>Renders a source for a release.</summary>
    /// <param name="source">The source.</param>
    /// <param name="release">The release.</param>
    /// <returns>The lines that hold, without markers; none when the whole does not hold.</returns>
    public static IReadOnlyList<string> Render(string source, Release release)
    {
        var lines = new List<string>();
        var left = int.MaxValue;
        foreach (var line in source.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var indent = IndentOf(line);
            if (indent >= left)
            {
                continue;
            }

            var (text, holds) = Evaluate(line, release);
            if (holds)
            {
                left = int.MaxValue;
                Add(lines, text.Replace("{tag}", release.ImageTag, StringComparison.Ordinal));
            }
            else
            {
                left = text.Length == 0 ? indent : indent + 1;
                RemoveCommentsAbove(lines, indent);
            }
        }

        return lines;
    }

    // Conditions of another kind (a datastore, a variant) have their place behind a semicolon.
    private static (string Text, bool Holds) Evaluate(string line, Release release)
    {
        var at = line.IndexOf(Marker, StringComparison.Ordinal);
        return at < 0
            ? (line, true)
            : (line[..at].TrimEnd(), ReleaseSet.Parse(line[(at + Marker.Length)..]).Contains(release.Number));
    }

    private static void Add(List<string> lines, string text)
    {
        if (lines is [.., var dash] && dash.AsSpan().TrimStart() is "-")
        {
            lines[^1] = $"{dash} {text.TrimStart()}";
        }
        else if (text.Length > 0)
        {
            lines.Add(text);
        }
    }

    private static void RemoveCommentsAbove(List<string> lines, int indent)
    {
        while (lines is [.., var above] && IndentOf(above) == indent && above[indent] == '#')
        {
            lines.RemoveAt(lines.Count - 1);
        }
    }

    private static int IndentOf(string line) => line.AsSpan().IndexOfAnyExcept(' ');
}
