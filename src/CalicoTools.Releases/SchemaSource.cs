using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.BuiltIn.Definitions;

namespace CalicoTools.Releases.Adding;

/// <summary>The lines that make the schemas of all definitions in a release, and where they stand in the sources.</summary>
internal sealed class SchemaSource
{
    private const string SchemaKey = "openAPIV3Schema";

    private readonly Dictionary<IndentedLine, (SourceFile File, SourceLine Line)> _places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string File, string Name), IndentedLine> _fragments = [];
    private readonly Dictionary<string, IndentedLine> _schemas = [];
    private readonly HashSet<SourceLine> _rendered = [];
    private readonly Dictionary<string, Dictionary<string, string>> _names = [];

    /// <summary>Reads the schemas.</summary>
    /// <param name="folder">The sources.</param>
    /// <param name="texts">The sources, rendered for the release.</param>
    public SchemaSource(SourceFolder folder, BuiltInSource texts)
    {
        Names = [.. texts.Names(CustomResourceDefinitions.Order)];
        Read(folder, texts, CustomResourceDefinitions.Fragments, "");
        foreach (var name in Names)
        {
            Read(folder, texts, $"{name}.schema", name);
        }
    }

    /// <summary>The definitions, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The source lines that hold in the release.</summary>
    public IReadOnlySet<SourceLine> Rendered => _rendered;

    /// <summary>Whether a line is the schema of a definition.</summary>
    public static bool IsSchema(string line) => line.AsSpan().TrimStart().StartsWith($"{SchemaKey}:");

    /// <summary>The line a definition's schema begins with.</summary>
    public IndentedLine LineOf(string definition) => _schemas[definition];

    /// <summary>The schema of a definition.</summary>
    public Schema SchemaOf(string definition) => NotationOf(definition).Read(_schemas[definition]);

    /// <summary>The names of the fragments that a definition can use, by what they become; of several that become the same, one.</summary>
    public IReadOnlyDictionary<string, string> FragmentsOf(string definition)
    {
        if (!_names.TryGetValue(definition, out var names))
        {
            var notation = NotationOf(definition);
            _names.Add(definition, names = _fragments.Where(pair => pair.Key.File.Length == 0 || pair.Key.File == definition)
                .Select(pair => (pair.Key.Name, Schema: notation.Read(pair.Value)))
                .Where(static fragment => SchemaText.IsWorthAName(fragment.Schema))
                .DistinctBy(static fragment => SchemaText.Key(fragment.Schema))
                .ToDictionary(static fragment => SchemaText.Key(fragment.Schema), static fragment => fragment.Name));
        }

        return names;
    }

    /// <summary>Where a line stands.</summary>
    public (SourceFile File, SourceLine Line) PlaceOf(IndentedLine line) => _places[line];

    /// <summary>The lines that say what a field is: its own, and those of the fragments it is made of.</summary>
    /// <param name="definition">The definition it is a field of.</param>
    /// <param name="lines">The lines that are the field.</param>
    /// <returns>
    /// The lines; those of the fragments that the items of a list or the values of a map are made of are not of the field itself.
    /// </returns>
    public IEnumerable<(IndentedLine Line, bool IsOfField)> Chain(
        string definition, IEnumerable<IndentedLine> lines) => lines.SelectMany(line =>
    {
        var type = line.Text[(SchemaNotation.NameOf(line).Length + 2)..].Split(", ")[0];
        var name = type.Trim('[', ']', '{', '}');
        var fragment = _fragments.GetValueOrDefault((definition, name)) ?? _fragments.GetValueOrDefault(("", name));
        return fragment is null ? [(line, true)]
            : Chain(definition, [fragment]).Select(part => part with { IsOfField = part.IsOfField && type == name }).Prepend((line, true));
    });

    private SchemaNotation NotationOf(string definition) => new(
        _fragments.Where(static pair => pair.Key.File.Length == 0).Concat(_fragments.Where(pair => pair.Key.File == definition))
            .Select(static pair => pair.Value));

    private void Read(SourceFolder folder, BuiltInSource texts, string file, string definition)
    {
        var lines = texts.NumberedLines(file).Where(static line => line.Text.AsSpan().TrimStart() is not ['#', ..]).ToArray();
        var tree = IndentedLine.Read(lines.Select(static line => line.Text));
        foreach (var (line, (index, _)) in Flat(tree).Zip(lines))
        {
            _places[line] = (folder[file], folder[file][index]);
            _rendered.Add(folder[file][index]);
            if (SchemaNotation.NameOf(line) == SchemaKey)
            {
                _schemas[definition] = line;
            }
        }

        foreach (var fragment in tree.Where(static line => char.IsAsciiLetterUpper(line.Text[0])))
        {
            _fragments[(definition, SchemaNotation.NameOf(fragment))] = fragment;
        }
    }

    private static IEnumerable<IndentedLine> Flat(IEnumerable<IndentedLine> lines) =>
        lines.SelectMany(static line => Flat(line.Below).Prepend(line));
}
