using CalicoTools.ControlPlane.Servers;
using CalicoTools.Releases;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>Which releases of the catalogue the control plane at hand takes, and which it refuses.</summary>
internal static class ServerReleases
{
    private static readonly Lazy<IReadOnlyList<Release>> s_fitting = new(
        static () => [.. ReleaseCatalogue.Releases.Where(static release => FitOf(release) != KubernetesFit.Refused)]);

    /// <summary>The version of the control plane.</summary>
    public static KubernetesVersion Kubernetes => new(ServerPrograms.Version.Major, ServerPrograms.Version.Minor);

    /// <summary>All releases that work on it, lowest first.</summary>
    public static IReadOnlyList<Release> Fitting => s_fitting.Value;

    /// <summary>The last patch of each minor release that works on it, lowest first; in the long lane all releases.</summary>
    public static IReadOnlyList<Release> Sample => Environment.GetEnvironmentVariable("CALICOTOOLS_LONG") == "1" ? Fitting : LastPatches;

    /// <summary>The newest that works on it.</summary>
    public static Release Newest => Fitting[^1];

    /// <summary>One of an earlier minor release that works on it too, from which <see cref="Newest"/> is an update.</summary>
    public static Release Older => LastPatches[^2];

    /// <summary>One that works, though nobody tested it with this version.</summary>
    public static Release Untested => Fitting.Last(static release => FitOf(release) == KubernetesFit.Untested);

    /// <summary>One that does not work on it: the next after <see cref="Newest"/> where there is one, otherwise the last before the first that works.</summary>
    public static Release Refused => ReleaseCatalogue.Releases.FirstOrDefault(static release => release.Number > Newest.Number)
        ?? ReleaseCatalogue.Releases.Last(static release => release.Number < Fitting[0].Number);

    /// <summary>The image of a release's main container.</summary>
    public static string NodeImage(Release release) =>
        ReleaseImages.Of(release.Number).Single(static image => image.Repository == "calico/node").Image;

    private static IReadOnlyList<Release> LastPatches =>
        [.. Fitting.GroupBy(static release => release.Number.Minor).Select(static patches => patches.Last())];

    private static KubernetesFit FitOf(Release release) => KubernetesFits.Of(release.Number, Kubernetes).Fit;
}
