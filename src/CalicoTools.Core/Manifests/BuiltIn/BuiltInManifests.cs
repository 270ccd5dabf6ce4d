using CalicoTools.Releases;

namespace CalicoTools.Manifests.BuiltIn;

/// <summary>Calico's manifests as upstream publishes them, object for object, without a network.</summary>
public static class BuiltInManifests
{
    /// <summary>The text of a manifest: every object of it that the release has, in upstream's order.</summary>
    /// <param name="release">The release.</param>
    /// <param name="datastore">The datastore Calico is to keep its data in.</param>
    /// <param name="variant">The shape of the manifest.</param>
    /// <returns>Multi-document YAML.</returns>
    /// <exception cref="ManifestException">No manifest for that datastore, or of that shape, is built in.</exception>
    internal static string Render(Release release, CalicoDatastore datastore, CalicoVariant variant)
    {
        if (datastore != CalicoDatastore.Etcd || variant != CalicoVariant.Default)
        {
            throw BuiltInErrors.NotBuiltIn(release, datastore, variant);
        }

        return string.Concat(Documents(release).Select(static document => $"---\n{string.Join('\n', document)}\n"));
    }

    private static IEnumerable<IReadOnlyList<string>> Documents(Release release) =>
        MarkedText.Render(EmbeddedText.Read("documents.txt"), release)
            .Where(static line => line[0] != '#')
            .Select(name => MarkedText.Render(EmbeddedText.Read($"{name}.yaml"), release))
            .Where(static document => document.Count > 0);
}
