using System.Buffers;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CalicoTools.Manifests.Documents;

/// <summary>Reads the syntax tree of one document.</summary>
internal sealed class TreeReader
{
    private const int DepthLimit = 128;
    private const int NodeLimit = 1_000_000;

    // Readers differ about where a name with other characters ends.
    private static readonly SearchValues<char> s_anchorCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly string[] s_scalarTags = ["tag:yaml.org,2002:str", "!", .. KubernetesScalars.TypeTags];

    private readonly SourceText _part;
    private readonly int _offset;
    private readonly QuotedIndentation _indentation;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, Anchor> _anchors = [];
    private int _nodes;
    private int _depth;

    private TreeReader(SourceText part, Range content, QuotedIndentation indentation)
    {
        _part = part;
        _offset = content.Start.Value;
        _indentation = indentation;
        _scanner = new Scanner(
            indentation.IsEmpty ? Reader(part.Text, content) : new StringReader(indentation.Apply(part.Text[content])));
        _parser = new Parser(_scanner);
    }

    /// <summary>Reads the tree.</summary>
    /// <param name="part">The document's part of the manifest.</param>
    /// <param name="content">Where its content stands in that part.</param>
    /// <returns>The root, its offsets counted from the beginning of the part.</returns>
    public static YamlNode Read(SourceText part, Range content)
    {
        var indentation = new QuotedIndentation();
        while (true)
        {
            var reader = new TreeReader(part, content, indentation);
            try
            {
                return reader.ReadRoot();
            }
            catch (ManifestException error) when (error.InnerException is SyntaxErrorException wrong &&
                wrong.Message.Contains("wrong indentation", StringComparison.Ordinal) &&
                indentation.TryIndent(part.Text[content], reader.Offset(wrong.Start) - reader._offset))
            {
                // Read again, with that text indented.
            }
        }
    }

    private YamlNode ReadRoot()
    {
        Next<StreamStart>();
        Next<DocumentStart>();
        var root = ReadNode(Next<ParsingEvent>());
        Next<DocumentEnd>();
        Next<StreamEnd>();
        return root;
    }

    // Most documents end where their part does, and are read without a copy.
    private static StringReader Reader(string text, Range content)
    {
        if (content.End.Value < text.Length)
        {
            return new StringReader(text[content]);
        }

        var reader = new StringReader(text);
        for (var at = 0; at < content.Start.Value; at++)
        {
            reader.Read();
        }

        return reader;
    }

    private T Next<T>()
        where T : ParsingEvent
    {
        try
        {
            return _parser.MoveNext() && _parser.Current is T current ? current : throw Unexpected();
        }
        catch (YamlException error)
        {
            var mark = error.Start.Equals(Mark.Empty) ? _scanner.CurrentPosition : error.Start;
            throw IsSecondJson(mark) ? DocumentErrors.List(At(mark)) : DocumentErrors.Syntax(At(mark), error.Message, error);
        }
        catch (InvalidOperationException error)
        {
            // The parser's own word for text at which it is lost, such as a flow collection that is indented too little.
            throw DocumentErrors.Syntax(At(_scanner.CurrentPosition), "the indentation or a bracket is wrong.", error);
        }
    }

    private bool IsSecondJson(Mark mark) =>
        Offset(mark) is var at && at > _offset && _part.Text.AsSpan(_offset).TrimStart() is ['{', ..] && _part.Text.AsSpan(at) is ['{', ..];

    private ManifestException Unexpected() =>
        DocumentErrors.Syntax(At(_parser.Current?.Start ?? _scanner.CurrentPosition), "something else is expected here.", null);

    private YamlNode ReadNode(ParsingEvent node)
    {
        if (++_nodes > NodeLimit)
        {
            throw DocumentErrors.TooManyAliases(At(node.Start));
        }

        return node switch
        {
            AnchorAlias alias => ReadAlias(alias),
            Scalar scalar => Anchored(scalar, ReadScalar(scalar)),
            MappingStart or SequenceStart => ReadCollection((NodeEvent)node),
            _ => throw Unexpected(),
        };
    }

    private YamlNode ReadCollection(NodeEvent start)
    {
        if (++_depth > DepthLimit)
        {
            throw DocumentErrors.TooDeep(At(start.Start), DepthLimit);
        }

        var before = _nodes;
        Declare(start, null, 0);
        YamlCollection collection = start is MappingStart mapping ? ReadMapping(mapping) : ReadSequence((SequenceStart)start);
        var node = Anchored(start, collection, _nodes - before);
        _depth--;
        return node;
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var read = new YamlScalar(Offset(scalar.Start), End(scalar), scalar.Value, scalar.Style)
        {
            Anchored = !scalar.Anchor.IsEmpty,
            Tag = KnownTag(scalar, s_scalarTags),
        };
        return KubernetesScalars.FitsTag(read) ? read : throw DocumentErrors.TagOfAnotherType(At(scalar.Start), scalar.Tag.ToString());
    }

    private YamlMapping ReadMapping(MappingStart start)
    {
        var mapping = new YamlMapping(Offset(start.Start), Offset(start.End), start.Style == MappingStyle.Flow)
        {
            Anchored = !start.Anchor.IsEmpty,
            Tag = KnownTag(start, ["tag:yaml.org,2002:map", "!"]),
        };
        while (true)
        {
            var next = Next<ParsingEvent>();
            if (next is MappingEnd end)
            {
                mapping.Close(mapping.Flow ? Offset(end.Start) + 1 : mapping.Entries[^1].Value.End);
                return mapping;
            }

            var entry = ReadEntry(next);
            if (mapping.TryAdd(entry, out var other))
            {
                continue;
            }

            if (SaysTheSame(entry.Value, other.Value))
            {
                mapping.Repeat(entry);
            }
            else
            {
                throw DocumentErrors.DuplicateKey(_part.At(entry.Key.Start), entry.Name, _part.At(other.Key.Start).Line);
            }
        }
    }

    private YamlEntry ReadEntry(ParsingEvent keyEvent)
    {
        if (keyEvent is not Scalar scalar || !scalar.Anchor.IsEmpty || scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            throw DocumentErrors.Key(At(keyEvent.Start));
        }

        var key = ReadScalar(scalar);
        if (KubernetesScalars.Key(key) is not { } name)
        {
            throw DocumentErrors.Key(At(keyEvent.Start));
        }

        var value = ReadNode(Next<ParsingEvent>());
        var entry = new YamlEntry(key, name, value);
        if (entry.IsMerge && !IsMergeable(value))
        {
            throw DocumentErrors.Merge(_part.At(value.Start));
        }

        return entry;
    }

    private YamlSequence ReadSequence(SequenceStart start)
    {
        var sequence = new YamlSequence(Offset(start.Start), Offset(start.End), start.Style == SequenceStyle.Flow)
        {
            Anchored = !start.Anchor.IsEmpty,
            Tag = KnownTag(start, ["tag:yaml.org,2002:seq", "!"]),
        };
        while (true)
        {
            var next = Next<ParsingEvent>();
            if (next is SequenceEnd end)
            {
                sequence.Close(sequence.Flow ? Offset(end.Start) + 1 : sequence.Items[^1].Value.End);
                return sequence;
            }

            sequence.Items.Add(new YamlItem(ReadNode(next)));
        }
    }

    private YamlAlias ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var anchor))
        {
            throw DocumentErrors.UnknownAlias(At(alias.Start), alias.Value.Value);
        }

        _nodes += anchor.Nodes;
        if (_nodes > NodeLimit)
        {
            throw DocumentErrors.TooManyAliases(At(alias.Start));
        }

        return anchor.Node is null
            ? throw DocumentErrors.AliasInItself(At(alias.Start), alias.Value.Value)
            : new YamlAlias(Offset(alias.Start), Offset(alias.End), anchor.Node);
    }

    private YamlNode Anchored(NodeEvent start, YamlNode node, int nodes = 1)
    {
        Declare(start, node, nodes);
        if (node is YamlScalar scalar && !KubernetesScalars.HasValue(scalar))
        {
            throw DocumentErrors.Number(At(start.Start), scalar.Value);
        }

        return node;
    }

    private void Declare(NodeEvent start, YamlNode? node, int nodes)
    {
        if (start.Anchor.IsEmpty)
        {
            return;
        }

        if (start.Anchor.Value.AsSpan().ContainsAnyExcept(s_anchorCharacters))
        {
            throw DocumentErrors.Ambiguous(At(start.Start));
        }

        _anchors[start.Anchor] = new Anchor(node, nodes);
    }

    private string KnownTag(NodeEvent node, ReadOnlySpan<string> known) =>
        node.Tag.IsEmpty ? ""
        : known.Contains(node.Tag.Value) ? node.Tag.Value
        : throw DocumentErrors.Tag(At(node.Start), node.Tag.ToString());

    // A block's blank lines at its end are no part of it, unless it says that it keeps them.
    private int End(Scalar scalar)
    {
        var end = Offset(scalar.End);
        if (scalar.Style is not (ScalarStyle.Literal or ScalarStyle.Folded))
        {
            return end;
        }

        var start = Offset(scalar.Start);
        var header = _part.NextLine(start);
        var indicator = _part.Text[start..header].Split('#')[0];
        var body = _part.Text.AsSpan(header, Math.Max(0, end - header)).TrimEnd();
        var trimmed = body.IsEmpty ? header : _part.NextLine(header + body.Length);
        return indicator.Contains('+', StringComparison.Ordinal) ? end : Math.Min(end, trimmed);
    }

    private int Offset(Mark mark) => _offset + (_indentation.IsEmpty ? (int)mark.Index : _indentation.Original((int)mark.Index));

    private TextPosition At(Mark mark) => _part.At(Offset(mark));

    // Upstream's own CRDs of v3.20.0 have a field twice, told in other words: only what matters to nobody may differ.
    private static bool SaysTheSame(YamlNode one, YamlNode other) =>
        JsonNode.DeepEquals(WithoutDescriptions(NodeObjects.ToJson(one)), WithoutDescriptions(NodeObjects.ToJson(other)));

    private static JsonNode? WithoutDescriptions(JsonNode? node) => node is JsonObject mapping
        ? new JsonObject(mapping.Where(static field => field.Key != "description" || field.Value is not JsonValue)
            .Select(static field => KeyValuePair.Create(field.Key, WithoutDescriptions(field.Value?.DeepClone()))))
        : node;

    private static bool IsMergeable(YamlNode node) => node switch
    {
        YamlMapping => true,
        YamlAlias alias => IsMergeable(alias.Target),
        YamlSequence sequence => sequence.Items.TrueForAll(static item => item.Value is not YamlSequence && IsMergeable(item.Value)),
        _ => false,
    };

    private sealed record Anchor(YamlNode? Node, int Nodes);
}
