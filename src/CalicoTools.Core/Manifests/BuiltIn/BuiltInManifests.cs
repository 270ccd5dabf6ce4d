using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.BuiltIn;

/// <summary>Calico's manifests as upstream publishes them, object for object, without a network.</summary>
public static class BuiltInManifests
{
    private const string Source = "built-in";

    /// <summary>Makes the manifest of a release: every object of it that the release has, in upstream's order.</summary>
    /// <param name="release">The release.</param>
    /// <param name="datastore">The datastore Calico is to keep its data in.</param>
    /// <param name="variant">The shape of the manifest.</param>
    /// <returns>The manifest, not configured yet.</returns>
    /// <exception cref="ManifestException">No manifest for that datastore, or of that shape, is built in.</exception>
    public static CalicoManifest Create(Release release, CalicoDatastore datastore, CalicoVariant variant) =>
        datastore == CalicoDatastore.Etcd && variant == CalicoVariant.Default
            ? Manifest.Parse(Text(release), Source)
            : throw BuiltInErrors.NotBuiltIn(release, datastore, variant);

    private static string Text(Release release) =>
        string.Concat(Documents(release).Select(static lines => $"---\n{string.Join('\n', lines)}\n"));

    private static IEnumerable<IReadOnlyList<string>> Documents(Release release) =>
        MarkedText.Render(EmbeddedText.Read("documents.txt"), release)
            .Where(static line => line[0] != '#')
            .Select(name => MarkedText.Render(EmbeddedText.Read($"{name}.yaml"), release))
            .Where(static lines => lines.Count > 0);
}
