using System.Globalization;

namespace CalicoTools.Releases;

/// <summary>The Calico releases whose manifests are built in.</summary>
public static class ReleaseCatalogue
{
    private static readonly Lazy<IReadOnlyList<Release>> s_releases = new(Read);

    /// <summary>All of them, lowest number first.</summary>
    public static IReadOnlyList<Release> Releases => s_releases.Value;

    /// <summary>The one with the highest number.</summary>
    public static Release Newest => Releases[^1];

    /// <summary>Finds a release by its number.</summary>
    /// <param name="number">The number as it was given, with or without <c>v</c>.</param>
    /// <returns>The release.</returns>
    /// <exception cref="ManifestException">The text is no release number, or no manifests of that release are built in.</exception>
    public static Release Find(string number)
    {
        if (!ReleaseNumber.TryParse(number, out var wanted))
        {
            throw ReleaseErrors.Malformed(number, Newest);
        }

        return Releases.FirstOrDefault(release => release.Number == wanted) ?? throw ReleaseErrors.Unknown(wanted, Releases);
    }

    /// <summary>Tells what is known of a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="kubernetes">The version of Kubernetes it is meant for; null when there is none in mind.</param>
    /// <returns>Its description.</returns>
    public static CalicoRelease Describe(Release release, KubernetesVersion? kubernetes)
    {
        var needs = KubernetesNeeds.Of(release.Number);
        return new()
        {
            Version = release.ToString(),
            Released = release.Date.ToDateTime(TimeOnly.MinValue),
            TestedKubernetes = needs.Tested,
            MinimumKubernetes = needs.Floor,
            MaximumKubernetes = needs.Ceiling,
            Images = [.. ReleaseImages.Of(release.Number)],
            InitContainers = [.. ReleaseImages.InitContainersOf(release.Number)],
            Notes = [.. ReleaseFacts.Of("notes.txt", release.Number)],
            Fit = kubernetes is null ? null : KubernetesFits.Of(release.Number, kubernetes),
        };
    }

    private static IReadOnlyList<Release> Read() =>
    [
        .. EmbeddedText.Read("releases.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => line[0] != '#')
            .Select(static line => line.Split(' '))
            .Select(static fields => new Release(ReleaseNumber.Parse(fields[0]), DateOnly.Parse(fields[1], CultureInfo.InvariantCulture))),
    ];
}
