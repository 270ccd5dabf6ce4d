namespace CalicoTools.Manifests.BuiltIn;

/// <summary>
/// The one source of an object for all releases and variants: the YAML it becomes, with markers. A marker <c>#@ v3.22.5, v3.23.4..</c> at the
/// end of a line is the <see cref="Condition"/> under which the line and what is indented below it hold; alone on a line, it is that of the
/// rest of the block, and on a text's first line that of the whole. Comments directly above a line that does not hold go with it. A dash
/// alone takes up the next line that holds, so that a sequence item can begin with a line that changes. <c>{tag}</c> stands for the variable
/// tag.
/// </summary>
internal sealed class ConditionalText
{
    private const string Marker = "#@";

    private readonly IReadOnlyList<Line> _lines;

    private ConditionalText(IReadOnlyList<Line> lines) => _lines = lines;

    /// <summary>Reads a source.</summary>
    /// <param name="source">The source.</param>
    /// <returns>What can be rendered.</returns>
    /// <exception cref="FormatException">A condition in it is none.</exception>
    public static ConditionalText Parse(string source) => new([.. source.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Line.Parse)]);

    /// <summary>Renders the source.</summary>
    /// <param name="key">The manifest it is rendered for.</param>
    /// <param name="variables">What stands for a name in braces.</param>
    /// <returns>The lines that hold, without markers; none when the whole does not hold.</returns>
    public IReadOnlyList<string> Render(ManifestKey key, IReadOnlyDictionary<string, string> variables) =>
        [.. RenderNumbered(key, variables).Select(static line => line.Text)];

    /// <summary>Renders the source, and tells where each line stands in it.</summary>
    /// <param name="key">The manifest it is rendered for.</param>
    /// <param name="variables">What stands for a name in braces.</param>
    /// <returns>The lines that hold, each with its index among the source's lines that are not empty.</returns>
    public IReadOnlyList<(int Index, string Text)> RenderNumbered(ManifestKey key, IReadOnlyDictionary<string, string> variables)
    {
        var lines = new List<(int Index, string Text)>(_lines.Count);
        var left = int.MaxValue;
        foreach (var (index, line) in _lines.Index())
        {
            if (line.Indent >= left)
            {
                continue;
            }

            if (line.Condition?.Holds(key) ?? true)
            {
                left = int.MaxValue;
                Add(lines, index, line.HasVariables ? variables.Aggregate(line.Text, Replace) : line.Text);
            }
            else
            {
                left = line.Text.Length == 0 ? line.Indent : line.Indent + 1;
                RemoveCommentsAbove(lines, line.Indent);
            }
        }

        return lines;
    }

    private static string Replace(string text, KeyValuePair<string, string> variable) =>
        text.Replace($"{{{variable.Key}}}", variable.Value, StringComparison.Ordinal);

    private static void Add(List<(int Index, string Text)> lines, int index, string text)
    {
        if (lines is [.., var (_, dash)] && dash.AsSpan().TrimStart() is "-")
        {
            lines[^1] = (index, $"{dash} {text.TrimStart()}");
        }
        else if (text.Length > 0)
        {
            lines.Add((index, text));
        }
    }

    private static void RemoveCommentsAbove(List<(int Index, string Text)> lines, int indent)
    {
        while (lines is [.., var (_, above)] && IndentOf(above) == indent && above[indent] == '#')
        {
            lines.RemoveAt(lines.Count - 1);
        }
    }

    private static int IndentOf(string line) => line.AsSpan().IndexOfAnyExcept(' ');

    private sealed record Line(int Indent, string Text, bool HasVariables, Condition? Condition)
    {
        public static Line Parse(string line)
        {
            var at = line.IndexOf(Marker, StringComparison.Ordinal);
            var text = at < 0 ? line : line[..at].TrimEnd();
            return new Line(
                IndentOf(line),
                text,
                text.Contains('{', StringComparison.Ordinal),
                at < 0 ? null : Condition.Parse(line[(at + Marker.Length)..]));
        }
    }
}
