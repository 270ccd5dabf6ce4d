using System.Buffers;

namespace CalicoTools.Manifests.Documents;

/// <summary>Cuts a manifest's text into its documents, as kubectl does: at lines that begin with three dashes.</summary>
internal static class DocumentSplitter
{
    // YAML's printable characters, without those line breaks and marks on which its readers do not agree.
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(static code => (char)code).Where(IsControl), .. "\u2028\u2029\uFEFF\uFFFE\uFFFF"]);

    /// <summary>Cuts the text; each part but perhaps the first begins with its separator.</summary>
    /// <param name="source">What errors call the manifest.</param>
    /// <param name="text">The text.</param>
    /// <returns>The parts, which together are the text.</returns>
    public static List<SourceText> Split(string source, ReadOnlySpan<char> text)
    {
        RefuseForbidden(source, text);
        var parts = new List<SourceText>();
        var (start, firstLine, line) = (0, 1, 1);
        for (var at = 0; at < text.Length; line++)
        {
            if (at > start && text[at..].StartsWith("---", StringComparison.Ordinal))
            {
                parts.Add(new SourceText(source, firstLine, text[start..at].ToString()));
                (start, firstLine) = (at, line);
            }

            var length = text[at..].IndexOf('\n') + 1;
            at = length == 0 ? text.Length : at + length;
        }

        parts.Add(new SourceText(source, firstLine, text[start..].ToString()));
        return parts;
    }

    /// <summary>Finds the content of a part between its separator and its end marker.</summary>
    /// <param name="part">The part.</param>
    /// <returns>Where the content begins and ends.</returns>
    public static Range Content(SourceText part)
    {
        var text = part.Text;
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        if (text.AsSpan(start).StartsWith("---", StringComparison.Ordinal))
        {
            RefuseContent(part, start + 3, part.NextLine(start), DocumentErrors.SeparatorContent);
            start = part.NextLine(start);
        }

        for (var at = start; at < text.Length; at = part.NextLine(at))
        {
            if (text[at] == '%')
            {
                throw DocumentErrors.Directive(part.At(at));
            }

            if (text.AsSpan(at).StartsWith("...", StringComparison.Ordinal))
            {
                RefuseContent(part, at + 3, text.Length, DocumentErrors.AfterDocumentEnd);
                return FirstContent(text.AsSpan(start, at - start)) < 0 ? throw DocumentErrors.Ambiguous(part.At(at)) : start..at;
            }
        }

        return start..text.Length;
    }

    /// <summary>Finds the first character that is neither blank nor in a comment.</summary>
    /// <param name="text">The text, from the beginning of a line or from after a blank.</param>
    /// <returns>Its offset; -1 when there is none.</returns>
    public static int FirstContent(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '#')
            {
                var end = text[at..].IndexOf('\n');
                if (end < 0)
                {
                    return -1;
                }

                at += end;
            }
            else if (!char.IsWhiteSpace(text[at]))
            {
                return at;
            }
        }

        return -1;
    }

    private static void RefuseContent(SourceText part, int start, int end, Func<TextPosition, ManifestException> error)
    {
        var rest = part.Text.AsSpan(start, end - start);
        var content = rest.StartsWith('#') ? 0 : FirstContent(rest);
        if (content >= 0)
        {
            throw error(part.At(start + content));
        }
    }

    private static void RefuseForbidden(string source, ReadOnlySpan<char> text)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        var at = text[start..].IndexOfAny(s_forbidden);
        if (at < 0)
        {
            at = LoneCarriageReturn(text[start..]);
        }

        if (at >= 0)
        {
            throw DocumentErrors.Character(new SourceText(source, 1, text.ToString()).At(start + at), text[start + at]);
        }
    }

    private static bool IsControl(char character) => char.IsControl(character) && character is not ('\t' or '\n' or '\r');

    private static int LoneCarriageReturn(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOf('\r');
            if (next < 0)
            {
                return -1;
            }

            at += next + 1;
            if (at == text.Length || text[at] != '\n')
            {
                return at - 1;
            }
        }

        return -1;
    }
}
