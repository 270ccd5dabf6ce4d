namespace CalicoTools.Releases.Adding;

/// <summary>Writes YAML as the sources have it.</summary>
internal static class SourceStyle
{
    /// <summary>Writes API groups in one line.</summary>
    public static IEnumerable<string> WithFlowingGroups(IReadOnlyList<string> lines)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index];
            if (!line.EndsWith("apiGroups:", StringComparison.Ordinal))
            {
                yield return line;
                continue;
            }

            var column = line.IndexOf("apiGroups:", StringComparison.Ordinal);
            var groups = lines.Skip(index + 1)
                .TakeWhile(item => item.TrimStart() is ['-', ..] && item.IndexOf('-', StringComparison.Ordinal) >= column)
                .Select(static item => $"\"{item.TrimStart().TrimStart('-').Trim(' ', '"')}\"").ToArray();
            index += groups.Length;
            yield return $"{line} [{string.Join(", ", groups)}]";
        }
    }

    /// <summary>Writes lines with the variables that stand for what they say.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="values">What the variables stand for. A word is none of theirs, since it may be there by chance.</param>
    public static IEnumerable<string> WithTerms(IReadOnlyList<string> lines, IReadOnlyDictionary<string, string> values)
    {
        var telling = values.Where(static variable => variable.Value.Contains('.', StringComparison.Ordinal)).ToArray();
        return WithFlowingGroups(lines).Select(line => telling.Aggregate(line, static (line, variable) => line
            .Replace($"image: {variable.Value}/calico/", $"image: {{{variable.Key}}}/calico/", StringComparison.Ordinal) switch
            {
                var text when text.EndsWith($":{variable.Value}", StringComparison.Ordinal)
                    || text.EndsWith($": {variable.Value}", StringComparison.Ordinal) => $"{text[..^variable.Value.Length]}{{{variable.Key}}}",
                var text => text,
            }));
    }

    /// <summary>Lines as blocks: a line that is indented least, and those below it.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="values">What variables stand for.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Blocks(IReadOnlyList<string> lines, IReadOnlyDictionary<string, string> values)
    {
        var (blocks, indent) = (new List<List<string>>(), lines.Min(Indent));
        foreach (var line in WithTerms(lines, values))
        {
            if (Indent(line) == indent)
            {
                blocks.Add([]);
            }

            blocks[^1].Add(line);
        }

        return blocks;
    }

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;
}
