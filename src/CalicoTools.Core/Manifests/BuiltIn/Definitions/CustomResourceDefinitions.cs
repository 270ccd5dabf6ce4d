using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.BuiltIn.Definitions;

/// <summary>The CustomResourceDefinitions that every manifest for the Kubernetes datastore contains, whatever its variant.</summary>
internal static class CustomResourceDefinitions
{
    private const string Order = "definitions.txt";

    /// <summary>Makes the definitions of a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="source">What errors call the manifest they become part of.</param>
    /// <returns>
    /// The documents in upstream's order, which stand together in the manifest; each begins with its separator. Their text is not parsed before
    /// somebody looks into them.
    /// </returns>
    public static IReadOnlyList<ManifestDocument> Render(Release release, string source) =>
    [
        .. MarkedText.Render(EmbeddedText.Read(Order), release)
            .Where(static line => line[0] != '#')
            .Select(name => Document(name, release, source)),
    ];

    private static ManifestDocument Document(string name, Release release, string source)
    {
        var lines = MarkedText.Render(EmbeddedText.Read($"{name}.yaml"), release);
        var text = $"---\n{string.Join('\n', lines)}\n";
        var resource = new KubernetesResource("apiextensions.k8s.io/v1", "CustomResourceDefinition", null, name);
        return ManifestDocument.Written(new SourceText(source, 1, text), resource);
    }
}
