using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>Edits a literal block, such as the CNI configuration, line by line.</summary>
internal static class BlockLines
{
    /// <summary>Edits a block when its header can stay.</summary>
    /// <param name="part">The text.</param>
    /// <param name="edits">Where the replacements go.</param>
    /// <param name="block">The block.</param>
    /// <param name="value">What it shall hold.</param>
    /// <returns>False when the value has to be written anew.</returns>
    public static bool TryEdit(SourceText part, TextEdits edits, YamlScalar block, JsonNode value)
    {
        if (block.Style != ScalarStyle.Literal || value.GetValueKind() != JsonValueKind.String
            || !ScalarText.TryBlock(value + "\n", "", "\n", out _))
        {
            return false;
        }

        var text = value.GetValue<string>();
        var (old, next) = (block.Value.TrimEnd('\n'), text.TrimEnd('\n'));
        if (block.Value.Length - old.Length != text.Length - next.Length)
        {
            return false;
        }

        var starts = LineStarts(part, block);
        var (oldLines, newLines) = (old.Split('\n'), next.Split('\n'));
        if (oldLines.Length >= starts.Count || oldLines[0].Length == 0)
        {
            return false;
        }

        var first = part.Text.AsSpan(starts[0], starts[1] - starts[0]).TrimEnd("\r\n");
        var indent = first[..Math.Max(0, first.Length - oldLines[0].Length)].ToString();
        var head = oldLines.Zip(newLines).TakeWhile(static pair => pair.First == pair.Second).Count();
        var most = Math.Min(oldLines.Length, newLines.Length) - head;
        var tail = Enumerable.Range(1, most).TakeWhile(index => oldLines[^index] == newLines[^index]).Count();
        var lines = new StringBuilder();
        foreach (var line in newLines[head..^tail])
        {
            lines.Append(line.Length == 0 ? "" : indent).Append(line).Append(edits.NewLine);
        }

        edits.ReplaceLines(starts[head], starts[oldLines.Length - tail], lines.ToString());
        return true;
    }

    private static List<int> LineStarts(SourceText part, YamlScalar block)
    {
        var starts = new List<int>();
        for (var at = part.NextLine(block.Start); at < block.End; at = part.NextLine(at))
        {
            starts.Add(at);
        }

        starts.Add(block.End);
        return starts;
    }
}
