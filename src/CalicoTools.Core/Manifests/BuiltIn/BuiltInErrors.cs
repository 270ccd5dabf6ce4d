namespace CalicoTools.Manifests.BuiltIn;

/// <summary>The errors of asking for a built-in manifest.</summary>
internal static class BuiltInErrors
{
    public static ManifestException NotPublished(CalicoVariant variant) => new(
        "ManifestNotBuiltIn",
        ErrorKind.NotSupported,
        $"Upstream publishes no {variant} manifest for the etcd datastore.",
        $"Leave the variant out for etcd; for the Kubernetes datastore there are {string.Join(", ", Enum.GetNames<CalicoVariant>())}.",
        variant);
}
