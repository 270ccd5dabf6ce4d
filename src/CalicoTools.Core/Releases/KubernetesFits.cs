namespace CalicoTools.Releases;

/// <summary>Which releases go with which version of Kubernetes.</summary>
public static class KubernetesFits
{
    /// <summary>Tells whether a release goes with a version of Kubernetes, and why, and what fits instead.</summary>
    /// <param name="release">The release; one that is not built in, too.</param>
    /// <param name="kubernetes">The version of Kubernetes.</param>
    /// <returns>How well they go together.</returns>
    public static ReleaseFit Of(ReleaseNumber release, KubernetesVersion kubernetes)
    {
        var needs = KubernetesNeeds.Of(release);
        var fit = needs.Fit(kubernetes);
        return new(
            release.ToString(),
            kubernetes,
            fit,
            Reason(release, needs, kubernetes),
            fit == KubernetesFit.Tested ? "" : Remedy(release, kubernetes));
    }

    /// <summary>
    /// The releases built in that work on a version of Kubernetes: those tested with it, then those tested with the versions next to it;
    /// among equals the highest number first.
    /// </summary>
    /// <param name="kubernetes">The version of Kubernetes.</param>
    /// <returns>The releases, best first.</returns>
    public static IReadOnlyList<Release> BestFirst(KubernetesVersion kubernetes) =>
    [
        .. from release in ReleaseCatalogue.Releases
           let needs = KubernetesNeeds.Of(release.Number)
           where needs.Fit(kubernetes) != KubernetesFit.Refused
           orderby needs.Tested?.DistanceTo(kubernetes) ?? int.MaxValue, release.Number descending
           select release,
    ];

    /// <summary>The best release for a version of Kubernetes.</summary>
    /// <param name="kubernetes">The version of Kubernetes.</param>
    /// <returns>The release.</returns>
    /// <exception cref="ManifestException">No release that is built in works on that version.</exception>
    public static Release Best(KubernetesVersion kubernetes) =>
        BestFirst(kubernetes) is [var best, ..] ? best : throw ReleaseErrors.NoneFits(kubernetes);

    /// <summary>A release that was asked for together with a version of Kubernetes.</summary>
    /// <param name="release">The release.</param>
    /// <param name="kubernetes">The version of Kubernetes.</param>
    /// <returns>The release, which works on that version.</returns>
    /// <exception cref="ManifestException">It does not work on that version.</exception>
    public static Release Required(Release release, KubernetesVersion kubernetes) =>
        Of(release.Number, kubernetes) is { Fit: KubernetesFit.Refused } fit ? throw ReleaseErrors.Unfit(fit) : release;

    private static string Reason(ReleaseNumber release, KubernetesNeeds needs, KubernetesVersion kubernetes) =>
        needs.IsTooOld(kubernetes)
            ? $"Calico {release} needs Kubernetes {needs.Floor} or later, not {kubernetes}: {needs.Floor.Reason}."
        : needs.IsTooNew(kubernetes)
            ? $"Calico {release} needs Kubernetes {needs.Ceiling} or earlier, not {kubernetes}: {needs.Ceiling.Reason}."
        : needs.Tested is not { } tested
            ? $"It is not known with which versions of Kubernetes Calico {release} is tested."
        : tested.DistanceTo(kubernetes) == 0
            ? $"Calico {release} is tested with Kubernetes {tested}."
            : $"Calico {release} is tested with Kubernetes {tested}, not with {kubernetes}.";

    private static string Remedy(ReleaseNumber release, KubernetesVersion kubernetes) => BestFirst(kubernetes) switch
    {
        [] => $"No release that is built in works on Kubernetes {kubernetes}.",
        [var best, ..] when best.Number == release => $"Nothing that is built in fits Kubernetes {kubernetes} better.",
        [var best, ..] => $"On Kubernetes {kubernetes}, use Calico {best}, which is {Word(best, kubernetes)}.",
    };

    private static string Word(Release release, KubernetesVersion kubernetes) =>
        KubernetesNeeds.Of(release.Number).Fit(kubernetes) == KubernetesFit.Tested ? "tested with it" : "the closest that works";
}
