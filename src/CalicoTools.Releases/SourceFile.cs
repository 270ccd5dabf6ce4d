using CalicoTools.Manifests.BuiltIn;

namespace CalicoTools.Releases.Adding;

/// <summary>A source of the built-in manifests, while it is changed.</summary>
internal sealed class SourceFile
{
    private readonly List<SourceLine> _lines;
    private SourceLine[] _written;

    /// <summary>Reads a source.</summary>
    public SourceFile(string text)
    {
        _lines = [.. text.TrimEnd('\n').Split('\n').Select(static line => SourceLine.Parse(line.TrimEnd('\r')))];
        _written = Written();
    }

    /// <summary>All lines.</summary>
    public IReadOnlyList<SourceLine> Lines => _lines;

    /// <summary>A line by its index among those that are not empty, as it was before the changes that are not taken over yet.</summary>
    public SourceLine this[int index] => _written[index];

    /// <summary>Takes over the changes: indices count anew.</summary>
    public void Renumber() => _written = Written();

    /// <summary>Adds lines behind another, and behind what stands there for other releases only.</summary>
    /// <param name="line">The line; null for the beginning.</param>
    /// <param name="rendered">The lines that hold in the release that is added.</param>
    /// <param name="added">The lines to add.</param>
    public void InsertAfter(SourceLine? line, IReadOnlySet<SourceLine> rendered, IReadOnlyList<SourceLine> added)
    {
        var at = line is null ? 0 : _lines.IndexOf(line) + 1;
        while (at < _lines.Count && _lines[at].Text.Length > 0 && !rendered.Contains(_lines[at]) && _lines[at].Indent > added[0].Indent)
        {
            at++;
        }

        _lines.InsertRange(at, added);
    }

    /// <summary>The source as text that can be rendered.</summary>
    public MarkedText Parse() => MarkedText.Parse(ToString());

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _lines) + "\n";

    private SourceLine[] Written() => [.. _lines.Where(static line => line.ToString().Length > 0)];
}
