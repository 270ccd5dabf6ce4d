using CalicoTools.Manifests.Documents;

namespace CalicoTools.Manifests.BuiltIn.Definitions;

/// <summary>
/// The CustomResourceDefinitions that every manifest for the Kubernetes datastore contains, whatever its variant. The source of each is
/// marked text like that of other objects, but for the schema, which is written in <see cref="SchemaNotation"/>.
/// </summary>
internal static class CustomResourceDefinitions
{
    /// <summary>The file that names them in upstream's order.</summary>
    public const string Order = "definitions.txt";

    /// <summary>The file with the fragments of schemas that several of them share.</summary>
    public const string Fragments = "fragments.schema";

    private const string SchemaKey = "openAPIV3Schema:";

    /// <summary>Makes the definitions of a release.</summary>
    /// <param name="texts">The sources, rendered for a manifest of the release.</param>
    /// <param name="source">What errors call the manifest they become part of.</param>
    /// <returns>
    /// The documents in upstream's order, which stand together in the manifest; each begins with its separator. Their text is not parsed
    /// before somebody looks into them.
    /// </returns>
    public static IReadOnlyList<ManifestDocument> Render(BuiltInSource texts, string source)
    {
        var fragments = IndentedLine.Read(texts.Lines(Fragments));
        return
        [
            .. texts.Names(Order).Select(name => ManifestDocument.Written(
                new SourceText(source, 1, Text(texts.Lines($"{name}.schema"), fragments)),
                new KubernetesResource("apiextensions.k8s.io/v1", "CustomResourceDefinition", null, name))),
        ];
    }

    // Behind the definition, at the left margin, stand fragments of its own.
    private static string Text(IReadOnlyList<string> lines, IReadOnlyList<IndentedLine> fragments)
    {
        var definition = lines.TakeWhile(static line => line[0] != '#' && !char.IsAsciiLetterUpper(line[0])).ToList();
        var own = IndentedLine.Read(lines.Skip(definition.Count));
        var begin = definition.FindIndex(static line => line.AsSpan().TrimStart().StartsWith(SchemaKey));
        var column = definition[begin].IndexOf(SchemaKey, StringComparison.Ordinal);
        var end = definition.FindIndex(begin + 1, line => line.AsSpan().IndexOfAnyExcept(' ') <= column);
        var schema = new SchemaNotation([.. fragments, .. own]).Read(IndentedLine.Read(definition[begin..end])[0]);
        return $"---\n{Joined(definition[..begin])}{new string(' ', column)}{SchemaKey}\n" +
            $"{SchemaYaml.Write(schema, column + 2)}{Joined(definition[end..])}";
    }

    private static string Joined(IEnumerable<string> lines) => string.Concat(lines.Select(static line => $"{line}\n"));
}
