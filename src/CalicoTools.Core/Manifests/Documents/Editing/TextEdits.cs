using System.Text;

namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>The replacements to be made in a text, collected while its offsets are still those of the tree.</summary>
internal sealed class TextEdits(SourceText part)
{
    private readonly List<(int Start, int End, string Text)> _edits = [];

    /// <summary>The text's line break.</summary>
    public string NewLine { get; } = part.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Replaces characters.</summary>
    /// <param name="start">The offset of the first.</param>
    /// <param name="end">The offset after the last.</param>
    /// <param name="text">What stands there instead.</param>
    public void Replace(int start, int end, string text)
    {
        if (start != end || text.Length > 0)
        {
            _edits.Add((start, end, text));
        }
    }

    /// <summary>Replaces whole lines, also at an end of text without a line break.</summary>
    /// <param name="start">The offset at which the first begins.</param>
    /// <param name="end">The offset at which the first one after them begins.</param>
    /// <param name="lines">The lines that stand there instead, each with its line break.</param>
    public void ReplaceLines(int start, int end, string lines)
    {
        var unfinished = end == part.Text.Length && !part.Text.EndsWith('\n');
        if (!unfinished || lines.Length == 0)
        {
            Replace(start, end, lines);
            return;
        }

        var bare = lines[..^NewLine.Length];
        Replace(start, end, start == end ? NewLine + bare : bare);
    }

    /// <summary>Makes the replacements.</summary>
    /// <returns>The new text; null when two of them meet in the same characters.</returns>
    public string? Apply()
    {
        var text = new StringBuilder(part.Text.Length + 256);
        var at = 0;
        foreach (var splice in _edits.OrderBy(static splice => splice.Start).ThenBy(static splice => splice.End))
        {
            if (splice.Start < at)
            {
                return null;
            }

            text.Append(part.Text, at, splice.Start - at).Append(splice.Text);
            at = splice.End;
        }

        return text.Append(part.Text, at, part.Text.Length - at).ToString();
    }
}
