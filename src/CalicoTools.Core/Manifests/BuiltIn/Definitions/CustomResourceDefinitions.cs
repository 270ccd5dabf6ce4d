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
    public static IReadOnlyList<ManifestDocument> Render(Release release, string source)
    {
        var texts = new BuiltInSource(new Edition(release, CalicoDatastore.Kubernetes, CalicoVariant.Default));
        return [.. texts.Names(Order).Select(name => Document(name, texts, source))];
    }

    private static ManifestDocument Document(string name, BuiltInSource texts, string source)
    {
        var resource = new KubernetesResource("apiextensions.k8s.io/v1", "CustomResourceDefinition", null, name);
        return ManifestDocument.Written(new SourceText(source, 1, texts.Document(name)), resource);
    }
}
