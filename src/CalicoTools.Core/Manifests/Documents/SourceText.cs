namespace CalicoTools.Manifests.Documents;

/// <summary>A part of a manifest's text, and where it stands in the manifest.</summary>
/// <param name="source">What errors call the manifest.</param>
/// <param name="firstLine">The line in which the part begins, from 1.</param>
/// <param name="text">The part.</param>
internal sealed class SourceText(string source, int firstLine, string text)
{
    /// <summary>What errors call the manifest.</summary>
    public string Source { get; } = source;

    /// <summary>The line in which the part begins, from 1.</summary>
    public int FirstLine { get; } = firstLine;

    /// <summary>The part.</summary>
    public string Text { get; } = text;

    /// <summary>Another text in this place.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with this place.</returns>
    public SourceText With(string text) => new(Source, FirstLine, text);

    /// <summary>The place of a character.</summary>
    /// <param name="offset">Its offset in the part.</param>
    /// <returns>The place in the manifest.</returns>
    public TextPosition At(int offset)
    {
        var at = Math.Clamp(offset, 0, Text.Length);
        return new TextPosition(Source, FirstLine + Text.AsSpan(0, at).Count('\n'), Column(at) + 1);
    }

    /// <summary>The offset at which the line of a character begins.</summary>
    /// <param name="offset">The character's offset.</param>
    /// <returns>The offset after the line break before it; in the first line, after a byte order mark.</returns>
    public int LineStart(int offset)
    {
        var start = Text.AsSpan(0, offset).LastIndexOf('\n') + 1;
        return start == 0 && offset > 0 && Text[0] == '\uFEFF' ? 1 : start;
    }

    /// <summary>The offset at which the line after that of a character begins.</summary>
    /// <param name="offset">The character's offset.</param>
    /// <returns>That offset; the text's length when it is the last line.</returns>
    public int NextLine(int offset)
    {
        var at = Text.IndexOf('\n', offset);
        return at < 0 ? Text.Length : at + 1;
    }

    /// <summary>The column of a character, from 0.</summary>
    /// <param name="offset">The character's offset.</param>
    /// <returns>How many characters stand before it on its line.</returns>
    public int Column(int offset) => offset - LineStart(offset);

    /// <summary>The offset at which the first line after a value begins.</summary>
    /// <param name="value">The value.</param>
    /// <returns>That offset.</returns>
    public int LinesEnd(YamlNode value) => Last(value) switch
    {
        YamlScalar { IsBlock: true } block => block.End,
        { } last => NextLine(last.End),
    };

    private static YamlNode Last(YamlNode node) => node switch
    {
        YamlMapping { Flow: false, Entries: [.., var entry] } => Last(entry.Value),
        YamlSequence { Flow: false, Items: [.., var item] } => Last(item.Value),
        _ => node,
    };
}
