using YamlDotNet.Core;

namespace CalicoTools.Manifests.Documents;

/// <summary>
/// Walks over a tree's text from its first to its last character: everything between the nodes must be blank, a comment, or the very
/// indicator that belongs there. So what the parser passed over in silence is refused, and the places of dashes and colons are known.
/// </summary>
internal sealed class TreeLayout
{
    private readonly SourceText _part;
    private readonly string _text;
    private readonly int _end;
    private int _at;
    private int _brackets;

    private TreeLayout(SourceText part, Range content)
    {
        _part = part;
        _text = part.Text;
        (_at, _end) = (content.Start.Value, content.End.Value);
    }

    /// <summary>Checks the layout of a document, and notes where its dashes and colons stand.</summary>
    /// <param name="part">The document's part of the manifest.</param>
    /// <param name="content">Where its content stands in that part.</param>
    /// <param name="root">The tree; null when there is none.</param>
    /// <exception cref="ManifestException">The text says something the tree does not.</exception>
    public static void Check(SourceText part, Range content, YamlNode? root)
    {
        var layout = new TreeLayout(part, content);
        if (root is not null)
        {
            layout.Node(root);
        }

        layout.SkipBlank();
        if (layout._at < layout._end)
        {
            throw layout.Ambiguous();
        }
    }

    private void Node(YamlNode node)
    {
        if (node.Start == node.End && node is YamlScalar)
        {
            return;
        }

        SkipBlank();
        if (_at != node.Start)
        {
            throw Ambiguous();
        }

        switch (node)
        {
            case YamlMapping mapping:
                SkipProperties(mapping);
                Mapping(mapping);
                break;
            case YamlSequence sequence:
                SkipProperties(sequence);
                Sequence(sequence);
                break;
            case YamlScalar { Style: ScalarStyle.Plain, Anchored: false, Tag: "" } when !CanBeginPlain():
                throw Ambiguous();
            default:
                _at = node.End;
                break;
        }
    }

    private void Mapping(YamlMapping mapping)
    {
        if (mapping.Flow)
        {
            Flow('{', '}', mapping.Entries, FlowEntry);
            return;
        }

        var column = Column(mapping.Entries[0].Key.Start);
        foreach (var entry in mapping.Entries)
        {
            Key(entry.Key);
            RefuseOtherColumn(entry.Key.Start, column);
            SkipOnLine();
            Expect(':');
            entry.Colon = _at - 1;
            RefuseUnlessBlank();
            Node(entry.Value);
        }
    }

    private void Sequence(YamlSequence sequence)
    {
        if (sequence.Flow)
        {
            Flow('[', ']', sequence.Items, item => Node(item.Value));
            return;
        }

        var column = -1;
        foreach (var item in sequence.Items)
        {
            SkipBlank();
            item.Start = _at;
            Expect('-');
            column = column < 0 ? Column(item.Start) : column;
            RefuseOtherColumn(item.Start, column);
            RefuseUnlessBlank();
            RefuseTab();
            Node(item.Value);
        }
    }

    private void Flow<T>(char open, char close, List<T> parts, Action<T> walk)
    {
        Expect(open);
        _brackets++;
        foreach (var (index, part) in parts.Index())
        {
            SkipBlank();
            walk(part);
            SkipBlank();
            if (index + 1 < parts.Count || (_at < _end && _text[_at] == ','))
            {
                Expect(',');
            }
        }

        SkipBlank();
        Expect(close);
        _brackets--;
    }

    private void FlowEntry(YamlEntry entry)
    {
        Key(entry.Key);
        SkipOnLine();
        if (_at < _end && _text[_at] == ':')
        {
            entry.Colon = _at++;
            Node(entry.Value);
        }
    }

    private void Key(YamlScalar key)
    {
        Node(key);
        if (_text.AsSpan(key.Start, key.End - key.Start).Contains('\n'))
        {
            throw DocumentErrors.Key(_part.At(key.Start));
        }
    }

    private void SkipProperties(YamlCollection node)
    {
        for (var count = (node.Anchored ? 1 : 0) + (node.Tag.Length > 0 ? 1 : 0); count > 0; count--)
        {
            while (_at < _end && !char.IsWhiteSpace(_text[_at]))
            {
                _at++;
            }

            SkipBlank();
        }
    }

    private void SkipOnLine()
    {
        while (_at < _end && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private void SkipBlank()
    {
        while (_at < _end)
        {
            switch (_text[_at])
            {
                case ' ' or '\r' or '\n':
                    _at++;
                    break;
                case '\t' when !IsIndentation():
                    _at++;
                    break;
                case '#' when _at == 0 || char.IsWhiteSpace(_text[_at - 1]):
                    _at = Math.Min(_part.NextLine(_at), _end);
                    break;
                default:
                    return;
            }
        }
    }

    private bool IsIndentation() => _text.AsSpan(_part.LineStart(_at), _at - _part.LineStart(_at)).TrimStart(' ').IsEmpty;

    private void Expect(char indicator)
    {
        if (_at >= _end || _text[_at] != indicator)
        {
            throw Ambiguous();
        }

        _at++;
    }

    private void RefuseUnlessBlank()
    {
        if (_at < _end && !char.IsWhiteSpace(_text[_at]))
        {
            throw Ambiguous();
        }
    }

    private void RefuseTab()
    {
        while (_at < _end && _text[_at] == ' ')
        {
            _at++;
        }

        if (_at < _end && _text[_at] == '\t')
        {
            throw Ambiguous();
        }
    }

    private bool CanBeginPlain() => _text[_at] switch
    {
        ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => false,
        '?' or ':' when _brackets > 0 => false,
        '-' or '?' or ':' => _at + 1 < _end && !char.IsWhiteSpace(_text[_at + 1]),
        _ => true,
    };

    private void RefuseOtherColumn(int offset, int column)
    {
        if (Column(offset) != column)
        {
            throw DocumentErrors.Ambiguous(_part.At(offset));
        }
    }

    private int Column(int offset) => offset - _part.LineStart(offset);

    private ManifestException Ambiguous() => DocumentErrors.Ambiguous(_part.At(_at));
}
