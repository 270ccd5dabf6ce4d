using System.Text;

namespace CalicoTools.Manifests.Documents;

/// <summary>
/// Double-quoted text may go on at the indentation of its own key for Kubernetes, but not for the parser. It is given the text with
/// blanks before such lines, which YAML ignores there, and its positions are translated back.
/// </summary>
internal sealed class QuotedIndentation
{
    // Each makes the document be read once more.
    private const int MostTexts = 100;

    private readonly SortedList<int, int> _blanks = [];
    private int _texts;

    /// <summary>Whether there is anything to indent.</summary>
    public bool IsEmpty => _blanks.Count == 0;

    /// <summary>Indents the lines of a text in double quotes.</summary>
    /// <param name="content">The document's content.</param>
    /// <param name="start">The position of the opening quote.</param>
    /// <returns>Whether there was something to indent, so that reading again makes sense.</returns>
    public bool TryIndent(string content, int start)
    {
        if (start >= content.Length || content[start] != '"' || ++_texts > MostTexts)
        {
            return false;
        }

        var (before, width) = (_blanks.Count, start - content.LastIndexOf('\n', start));
        for (var at = start + 1; at < content.Length && content[at] != '"'; at++)
        {
            at += content[at] == '\\' && at + 1 < content.Length && content[at + 1] != '\n' ? 1 : 0;
            if (content[at] == '\n')
            {
                _blanks.TryAdd(at + 1, width);
            }
        }

        return _blanks.Count > before;
    }

    /// <summary>The content as the parser is to see it.</summary>
    /// <param name="content">The document's content.</param>
    /// <returns>The content with blanks inserted.</returns>
    public string Apply(string content)
    {
        var text = new StringBuilder(content.Length + _blanks.Values.Sum());
        var done = 0;
        foreach (var (at, width) in _blanks)
        {
            text.Append(content, done, at - done).Append(' ', width);
            done = at;
        }

        return text.Append(content, done, content.Length - done).ToString();
    }

    /// <summary>The position in the content that a position in the parser's text stands for.</summary>
    /// <param name="index">The parser's position.</param>
    /// <returns>The content's.</returns>
    public int Original(int index)
    {
        var inserted = 0;
        foreach (var (at, width) in _blanks)
        {
            if (index <= at + inserted)
            {
                break;
            }

            inserted += Math.Min(width, index - at - inserted);
        }

        return index - inserted;
    }
}
