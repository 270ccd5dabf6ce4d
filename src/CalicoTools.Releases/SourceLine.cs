namespace CalicoTools.Releases.Adding;

/// <summary>A line of a source: its text, and the condition behind its marker.</summary>
internal sealed class SourceLine
{
    private const string Marker = "#@";

    private readonly string _written;
    private readonly string _text;
    private readonly string? _condition;

    private SourceLine(string written, string text, string? condition)
    {
        (_written, _text, _condition) = (written, text, condition);
        (Text, Condition) = (text, condition);
    }

    /// <summary>The text without its marker.</summary>
    public string Text { get; set; }

    /// <summary>The condition; null where the line has none.</summary>
    public string? Condition { get; set; }

    /// <summary>How far it is indented.</summary>
    public int Indent => Text.Length - Text.AsSpan().TrimStart(' ').Length;

    /// <summary>Reads a line.</summary>
    public static SourceLine Parse(string line)
    {
        var at = line.IndexOf(Marker, StringComparison.Ordinal);
        return at < 0 ? new SourceLine(line, line, null) : new SourceLine(line, line[..at].TrimEnd(), line[(at + Marker.Length)..].Trim());
    }

    /// <summary>Makes a line that holds under a condition.</summary>
    public static SourceLine Of(string text, string? condition) => new("", "", null) { Text = text, Condition = condition };

    /// <summary>The line as it is written; as it was, where nothing in it changed.</summary>
    public override string ToString() =>
        _written.Length > 0 && Text == _text && Condition == _condition ? _written
        : Condition is null ? Text
        : Text == _text && _condition is not null
            ? $"{_written[..(_written.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)]} {Condition}"
        : $"{Text}{(Text.Length > 0 ? "  " : "")}{Marker} {Condition}";
}
