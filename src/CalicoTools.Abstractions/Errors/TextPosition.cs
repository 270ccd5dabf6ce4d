namespace CalicoTools;

/// <summary>A place in a text.</summary>
/// <param name="File">The file, or what stands for it when the text has none.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
public sealed record TextPosition(string File, int Line, int Column)
{
    /// <summary>The form editors understand.</summary>
    /// <returns><c>file:line:column</c>.</returns>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
