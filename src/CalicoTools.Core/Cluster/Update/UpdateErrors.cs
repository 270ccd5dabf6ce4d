using CalicoTools.Releases;

namespace CalicoTools.Cluster.Update;

/// <summary>The errors of updates.</summary>
internal static class UpdateErrors
{
    public static ClusterException NotInstalled(string cluster) => new(
        "CalicoNotInstalled",
        ErrorKind.NotFound,
        $"There is no Calico from a manifest in kube-system of {cluster}.",
        "Install it with Install-Calico; where the operator manages Calico, change its Installation.",
        cluster);

    public static ClusterException ReleaseUnknown(string image) => new(
        "InstalledReleaseUnknown",
        ErrorKind.NotSupported,
        $"The release that is installed cannot be told from its image {image}.",
        "Install the manifest of the release you want with Install-Calico -Force.",
        image);

    public static ClusterException IsOlder(ReleaseNumber from, ReleaseNumber to) => new(
        "UpdateIsDowngrade",
        ErrorKind.NotSupported,
        $"Calico {from} is installed, and {to} is older: an older release may not understand what a newer one has written.",
        $"Choose {from} or a later one with -Version.",
        to.ToString());

    public static ClusterException SourceTooOld(ReleaseNumber from, ReleaseNumber to, ReleaseNumber oldest) => new(
        "UpdateSourceTooOld",
        ErrorKind.NotSupported,
        $"Calico {to} may follow {oldest} and later releases only, and {from} is installed.",
        "Update to a release between the two first, v3.27.5 say.",
        from.ToString());

    public static ClusterException NoneFits(ReleaseNumber from, string? kubernetes) => new(
        "UpdateNoneFits",
        ErrorKind.NotFound,
        $"No release from {from} on that is built in works on Kubernetes {kubernetes}.",
        "Update Kubernetes first, or name a release with -Version.",
        from.ToString());
}
