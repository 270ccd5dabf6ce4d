namespace CalicoTools.Releases;

/// <summary>The errors of naming a release.</summary>
internal static class ReleaseErrors
{
    // Tagged with the manifests of v3.21.2, images and all, and never released.
    private static readonly ReleaseNumber s_neverReleased = new(3, 21, 3);

    public static ManifestException Malformed(string text, Release newest) => new(
        "ReleaseMalformed",
        ErrorKind.InvalidArgument,
        $"'{text}' is not the number of a Calico release.",
        $"Write it in full, such as {newest}.",
        text);

    public static ManifestException Unknown(ReleaseNumber wanted, IReadOnlyList<Release> known) => new(
        "ReleaseNotBuiltIn",
        ErrorKind.NotFound,
        wanted == s_neverReleased
            ? $"Calico {wanted} was never released: its tag holds the manifests of v3.21.2."
            : $"No manifest of Calico {wanted} is built in.",
        $"Use {Nearest(wanted, known)}, or give the official file of another release to Import-CalicoManifest.",
        wanted.ToString());

    public static ManifestException NoneFits(KubernetesVersion kubernetes) => new(
        "NoReleaseFits",
        ErrorKind.NotFound,
        $"No release of Calico that is built in works on Kubernetes {kubernetes}.",
        "Update Kubernetes, or give the official file of another release to Import-CalicoManifest.",
        kubernetes.ToString());

    /// <summary>The error for a release that was asked for together with a version of Kubernetes it does not work on.</summary>
    public static ManifestException Unfit(ReleaseFit fit) => new(
        "ReleaseUnfitForKubernetes", ErrorKind.NotSupported, fit.Reason, fit.Remedy, fit.Release);

    private static string Nearest(ReleaseNumber wanted, IReadOnlyList<Release> known)
    {
        var sameMinor = known.Where(release => (release.Number.Major, release.Number.Minor) == (wanted.Major, wanted.Minor)).ToArray();
        if (sameMinor.Length > 0)
        {
            return sameMinor.Length == 1 ? $"{sameMinor[0]}" : $"one of {string.Join(", ", sameMinor.AsEnumerable())}";
        }

        var below = known.LastOrDefault(release => release.Number < wanted);
        var above = known.FirstOrDefault(release => release.Number > wanted);
        return string.Join(" or ", new[] { below, above }.OfType<Release>());
    }
}
