using System.Text.RegularExpressions;

namespace CalicoTools.Manifests.Documents;

/// <summary>Recognises what a text is that is not a manifest, where that says more than the first error in it.</summary>
internal static partial class ForeignText
{
    private const int LongestAnswer = 1000;

    /// <summary>Recognises a text.</summary>
    /// <param name="source">What errors call it.</param>
    /// <param name="text">The text.</param>
    /// <param name="error">Why it is not a manifest.</param>
    /// <returns>What it is; null when it is nothing that is known.</returns>
    public static ManifestException? Recognise(string source, ReadOnlySpan<char> text, ManifestException error)
    {
        var content = text.TrimStart("\uFEFF \t\r\n");
        if (content is ['<', (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '!' or '?', ..])
        {
            return DocumentErrors.WebPage(source);
        }

        if (content.Length < LongestAnswer && ServerAnswer().IsMatch(content))
        {
            var end = content.IndexOfAny('\r', '\n');
            return DocumentErrors.ServerAnswer(source, content[..(end < 0 ? content.Length : end)].ToString());
        }

        if (Path.GetFileNameWithoutExtension(source).Equals("kustomization", StringComparison.OrdinalIgnoreCase))
        {
            return DocumentErrors.Kustomization(error.Position ?? new TextPosition(source, 1, 1));
        }

        return FirstDirective(source, text, error.Position?.Line) is { } at ? DocumentErrors.Template(at) : null;
    }

    // In quotes, braces may be meant as text: there they count only on the line that is wrong.
    private static TextPosition? FirstDirective(string source, ReadOnlySpan<char> text, int? wrongLine)
    {
        var line = 0;
        foreach (var content in text.EnumerateLines())
        {
            line++;
            var pattern = line == wrongLine ? AnyDirective() : PlainDirective();
            foreach (var match in pattern.EnumerateMatches(content))
            {
                return new TextPosition(source, line, content[match.Index..].IndexOf('{') + match.Index + 1);
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"\A(HTTP/[0-9.]+ )?[345][0-9][0-9]\b|"
            + @"\A(Not Found|Found\b|Moved Permanently|See Other|Redirecting|Forbidden|Unauthorized|Bad Gateway)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ServerAnswer();

    [GeneratedRegex(@"^[^#]*(\{\{|\{%)", RegexOptions.CultureInvariant)]
    private static partial Regex AnyDirective();

    [GeneratedRegex(@"^\s*(([\w./-]+:|-)\s+)*(\{\{|\{%|\{#)", RegexOptions.CultureInvariant)]
    private static partial Regex PlainDirective();
}
