using CalicoTools.Releases;

namespace CalicoTools.Manifests.BuiltIn;

/// <summary>The errors of asking for a built-in manifest.</summary>
internal static class BuiltInErrors
{
    public static ManifestException NotBuiltIn(Release release, CalicoDatastore datastore, CalicoVariant variant) => new(
        "ManifestNotBuiltIn",
        ErrorKind.NotSupported,
        datastore == CalicoDatastore.Etcd
            ? $"Upstream publishes no {variant} manifest for the etcd datastore."
            : $"The manifests for the {datastore} datastore are not built in yet.",
        datastore == CalicoDatastore.Etcd
            ? "Leave the variant out."
            : $"Import the official file of Calico {release} with Import-CalicoManifest.",
        datastore);
}
