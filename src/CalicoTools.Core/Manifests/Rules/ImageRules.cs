using CalicoTools.Manifests.Installations;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of Calico's images going together.</summary>
internal static class ImageRules
{
    private static readonly string[] s_images = ["node", "cni", "kube-controllers", "typha", "pod2daemon-flexvol", "calico"];

    private static readonly ReleaseSet s_ownNumbers = ReleaseSet.Parse("..v3.1.*");

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "ImageTagsDiffer",
            FindingSeverity.Error,
            "Calico's images are of different releases, which are not made to work together.",
            "Give all the same tag; New-CalicoManifest makes the manifest of a release.",
            // Until v3.1 the components had release numbers of their own.
            static installation => installation.Release is { } release && s_ownNumbers.Contains(release)
                ? []
                : Differing(installation, static image => ImageTag.WithoutArchitecture(image.Tag))),
        new(
            "ImageRegistriesDiffer",
            FindingSeverity.Warning,
            "Calico's images come from different registries.",
            "Set one for all with Set-CalicoManifest -ImageRegistry.",
            static installation => Differing(installation, static image => image.Registry)),
        new(
            "ImageNeverReleased",
            FindingSeverity.Error,
            "There are no images of this release: it was tagged, but never published.",
            "Use v3.21.2 or v3.21.6.",
            static installation => Images(installation).Select(Report))
        {
            Releases = ReleaseSet.Parse("v3.21.3"),
        },
        new(
            "ImageTagNoRelease",
            FindingSeverity.Warning,
            "The tag of calico-node's image is not the number of a release: what depends on it is not checked.",
            "Name a release, such as v3.28.2, so that every node runs the same.",
            static installation => Images(installation)
                .Where(static image => image.Repository == "node" && !ReleaseNumber.TryParse(ImageTag.WithoutArchitecture(image.Tag), out _))
                .Select(Report)),
        new(
            "ImageRegistryOutdated",
            FindingSeverity.Warning,
            "From this release on, upstream's manifests pull from quay.io, not from docker.io.",
            "Use quay.io with Set-CalicoManifest -ImageRegistry quay.io.",
            static installation => Images(installation).Where(static image => image.Registry is "docker.io").Select(Report))
        {
            Releases = ReleaseSet.Parse("v3.31.0.."),
        },
    ];

    private static Evidence Report(CalicoImage image) =>
        image.Container.Workload.Report($"{image.Container.Name}: {image.Container.Image}", [.. image.Container.Path, "image"]);

    private static IEnumerable<Evidence> Differing(Installation installation, Func<CalicoImage, string> part)
    {
        var images = Images(installation).ToList();
        var usual = images.Find(static image => image.Repository == "node") ?? images.FirstOrDefault();
        return usual is null ? [] : images.Where(image => part(image) != part(usual)).Select(Report);
    }

    private static IEnumerable<CalicoImage> Images(Installation installation) =>
        InspectedContainer.Of(installation).Select(Read).OfType<CalicoImage>();

    private static CalicoImage? Read(InspectedContainer container)
    {
        var parts = (container.Image ?? "").Split('@')[0].Split('/');
        var name = parts[^1].Split(':');
        return parts.Length > 1 && parts[^2] == "calico" && s_images.Contains(name[0])
            ? new CalicoImage(
                container, parts.Length == 2 ? "docker.io" : string.Join('/', parts[..^2]), name[0], name.Length > 1 ? name[1] : "latest")
            : null;
    }

    private sealed record CalicoImage(InspectedContainer Container, string Registry, string Repository, string Tag);
}
