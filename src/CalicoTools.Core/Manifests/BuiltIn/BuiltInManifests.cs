using CalicoTools.Manifests.BuiltIn.Definitions;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.BuiltIn;

/// <summary>Calico's manifests as upstream publishes them, object for object, without a network.</summary>
public static class BuiltInManifests
{
    private const string Source = "built-in";

    // Stands in the list of documents for all that are rendered otherwise.
    private const string Definitions = "customresourcedefinitions";

    /// <summary>Makes the manifest of a release: every object of it that the release has, in upstream's order.</summary>
    /// <param name="release">The release.</param>
    /// <param name="datastore">The datastore Calico is to keep its data in.</param>
    /// <param name="variant">The shape of the manifest.</param>
    /// <returns>The manifest, not configured yet.</returns>
    /// <exception cref="ManifestException">Upstream published no manifest of that shape.</exception>
    public static CalicoManifest Create(Release release, CalicoDatastore datastore, CalicoVariant variant) =>
        datastore == CalicoDatastore.Etcd && variant != CalicoVariant.Default
            ? throw BuiltInErrors.NotPublished(variant)
            : Compose(release, datastore, variant);

    private static Manifest Compose(Release release, CalicoDatastore datastore, CalicoVariant variant)
    {
        var texts = new BuiltInSource(new Edition(release, datastore, variant));
        return new Manifest(Source, texts.Names("documents.txt").SelectMany(name => Documents(name, texts, release)));
    }

    private static IReadOnlyList<ManifestDocument> Documents(string name, BuiltInSource texts, Release release) =>
        name == Definitions
            ? CustomResourceDefinitions.Render(release, Source)
            : [ManifestDocument.Read(new SourceText(Source, 1, texts.Document(name)))];
}
