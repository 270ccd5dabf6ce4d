namespace CalicoTools.Manifests.BuiltIn.Definitions;

/// <summary>A line of a text whose indentation means something, and the lines indented below it.</summary>
/// <param name="Text">The line without its indentation.</param>
/// <param name="Below">The lines below it.</param>
internal sealed record IndentedLine(string Text, IReadOnlyList<IndentedLine> Below)
{
    /// <summary>Reads lines; comments are left out.</summary>
    /// <param name="lines">The lines, none of them empty.</param>
    /// <returns>Those that are indented least, with what is below them.</returns>
    public static IReadOnlyList<IndentedLine> Read(IEnumerable<string> lines)
    {
        var top = new List<IndentedLine>();
        var open = new Stack<(int Indent, List<IndentedLine> Lines)>([(-1, top)]);
        foreach (var line in lines)
        {
            var indent = line.AsSpan().IndexOfAnyExcept(' ');
            if (line[indent] == '#')
            {
                continue;
            }

            while (indent <= open.Peek().Indent)
            {
                open.Pop();
            }

            var below = new List<IndentedLine>();
            open.Peek().Lines.Add(new IndentedLine(line[indent..], below));
            open.Push((indent, below));
        }

        return top;
    }
}
