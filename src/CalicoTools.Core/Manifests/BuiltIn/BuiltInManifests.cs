using CalicoTools.Manifests.BuiltIn.Definitions;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.BuiltIn;

/// <summary>Calico's manifests as upstream publishes them, object for object, without a network.</summary>
public static class BuiltInManifests
{
    /// <summary>The file that names the objects in upstream's order.</summary>
    internal const string Order = "documents.txt";

    /// <summary>What stands in it for all definitions, which are rendered otherwise.</summary>
    internal const string Definitions = "customresourcedefinitions";

    private const string Source = "built-in";

    /// <summary>Makes the manifest of a release: every object of it that the release has, in upstream's order.</summary>
    /// <param name="release">The release.</param>
    /// <param name="datastore">The datastore Calico is to keep its data in.</param>
    /// <param name="variant">The variant of the manifest.</param>
    /// <returns>The manifest, not configured yet.</returns>
    /// <exception cref="ManifestException">Upstream published no manifest of that variant.</exception>
    public static CalicoManifest Create(Release release, CalicoDatastore datastore, CalicoVariant variant) =>
        datastore == CalicoDatastore.Etcd && variant != CalicoVariant.Default
            ? throw BuiltInErrors.NotPublished(variant)
            : Compose(new BuiltInSource(new ManifestKey(release, datastore, variant)));

    /// <summary>Puts a manifest together.</summary>
    /// <param name="texts">The sources, rendered for the manifest.</param>
    /// <returns>The manifest.</returns>
    internal static Manifest Compose(BuiltInSource texts) =>
        new(Source, texts.Names(Order).SelectMany(name => Documents(name, texts)));

    private static IReadOnlyList<ManifestDocument> Documents(string name, BuiltInSource texts) =>
        name == Definitions
            ? CustomResourceDefinitions.Render(texts, Source)
            : [ManifestDocument.Read(new SourceText(Source, 1, texts.Document(name)))];
}
