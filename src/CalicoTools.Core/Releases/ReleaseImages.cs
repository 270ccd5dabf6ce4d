namespace CalicoTools.Releases;

/// <summary>The images of releases, and which init containers run them.</summary>
internal static class ReleaseImages
{
    private const string File = "images.txt";

    /// <summary>The tag a release's manifests name Calico's own images by.</summary>
    /// <param name="release">The release; one that is not built in, too.</param>
    /// <returns>The tag.</returns>
    public static string TagOf(ReleaseNumber release) =>
        Facts(release)["tag"].Select(static words => words[1]).SingleOrDefault($"{release}");

    /// <summary>The images a release's manifests name.</summary>
    /// <param name="release">The release; one that is not built in, too.</param>
    /// <returns>The images.</returns>
    public static IReadOnlyList<CalicoImage> Of(ReleaseNumber release)
    {
        var facts = Facts(release);
        var own = facts["calico"].Single()[1];
        var tag = TagOf(release);
        return facts["image"]
            .Select(words => Image(
                release,
                words[1].Replace("{calico}", own, StringComparison.Ordinal).Replace("{tag}", tag, StringComparison.Ordinal),
                Variants(words[2..])))
            .ToArray();
    }

    /// <summary>The init containers of a release's DaemonSet, in order.</summary>
    /// <param name="release">The release; one that is not built in, too.</param>
    /// <returns>The containers.</returns>
    public static IReadOnlyList<CalicoInitContainer> InitContainersOf(ReleaseNumber release)
    {
        var images = Of(release);
        return Facts(release)["init"]
            .Select(words => new CalicoInitContainer(
                words[1],
                images.Single(image => image.Repository == $"calico/{words[2]}").Image,
                words[3..] is [] ? [.. Enum.GetValues<CalicoDatastore>()] : [CalicoDatastore.Kubernetes],
                Variants(words[3..])))
            .ToArray();
    }

    private static ILookup<string, string[]> Facts(ReleaseNumber release) => ReleaseFacts.Of(File, release)
        .Select(static fact => fact.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToLookup(static words => words[0]);

    private static CalicoImage Image(ReleaseNumber release, string name, ValueList<CalicoVariant> variants)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var colon = name.LastIndexOf(':');
        return new(release.ToString(), name[..slash], name[(slash + 1)..colon], name[(colon + 1)..], variants);
    }

    private static ValueList<CalicoVariant> Variants(string[] names) =>
        names is [] ? [.. Enum.GetValues<CalicoVariant>()] : [.. names.Select(Enum.Parse<CalicoVariant>)];
}
