using CalicoTools.Releases;

namespace CalicoTools.Cluster.Checks;

/// <summary>The rules of whether a release goes with the cluster and what is installed in it.</summary>
internal static class ReleaseRules
{
    private const string OtherRelease = "Install a release that fits the cluster: Get-CalicoRelease -KubernetesVersion lists them.";

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ClusterRule> All { get; } =
    [
        new(
            "KubernetesRefused",
            FindingSeverity.Error,
            "This release of Calico does not work on the cluster's release of Kubernetes.",
            OtherRelease,
            static situation => Fit(situation) is { Fit: KubernetesFit.Refused } fit ? [See(situation, fit)] : []),
        new(
            "KubernetesUntested",
            FindingSeverity.Warning,
            "This release of Calico was not tested with the cluster's release of Kubernetes.",
            OtherRelease,
            static situation => Fit(situation) is { Fit: KubernetesFit.Untested } fit ? [See(situation, fit)] : []),
        new(
            "ApiMissing",
            FindingSeverity.Error,
            "The cluster does not serve the API version an object is written for.",
            OtherRelease,
            static situation => Fit(situation)?.Fit == KubernetesFit.Refused || situation.Facts.ApiVersions.Count == 0
                ? []
                : from item in situation.Planned.Objects
                  let version = item.Resource.ApiVersion
                  where !situation.Facts.ApiVersions.Contains(version) && !IsDefined(situation, version)
                  select new ClusterSighting(item.Resource.ToString(), version)),
        new(
            "InstalledReleaseDiffers",
            FindingSeverity.Error,
            "Another release of Calico is installed.",
            "Use Update-Calico, which knows what else has to change; or -Force to apply the manifest as it is.",
            static situation => !situation.IsUpdate && situation is { Installed.Version: { } installed, Planned.Release: { } planned } &&
                installed != planned.ToString()
                    ? [new(situation.Installed!.ToString(), $"{installed} is installed, {planned} is to be")]
                    : [])
        {
            CanBeForced = true,
        },
        new(
            "InstalledDatastoreDiffers",
            FindingSeverity.Error,
            "Calico is installed with another datastore: pools, policies and addresses in it would be lost from sight.",
            "Migrate the data with calicoctl datastore migrate, or install with the datastore that is in use.",
            static situation => situation is { Installed.Datastore: { } installed, Datastore: { } planned } && installed != planned
                ? [new(situation.Installed!.ToString(), $"{installed} is in use, {planned} is to be")]
                : []),
    ];

    private static ReleaseFit? Fit(Situation situation) =>
        situation.Planned.Release is { } release && KubernetesVersion.TryParse(situation.Facts.Version, out var version)
            ? KubernetesFits.Of(release, version)
            : null;

    private static ClusterSighting See(Situation situation, ReleaseFit fit) =>
        new($"Kubernetes {situation.Facts.Version}", fit.Reason, Remedy(situation, fit));

    // What fits better may be older than what is installed, and an update never goes back.
    private static string? Remedy(Situation situation, ReleaseFit fit) =>
        fit.Remedy.Length == 0 ? null
        : situation is { IsUpdate: true, Installed.Version: { } text } && ReleaseNumber.TryParse(text, out var installed) &&
            KubernetesFits.BestFirst(fit.Kubernetes) is [var best, ..] && best.Number < installed
            ? $"Update Kubernetes first: Get-CalicoRelease {fit.Release} tells to which version."
        : fit.Remedy;

    private static bool IsDefined(Situation situation, string version) => situation.Planned.OfKind("CustomResourceDefinition")
        .Any(definition => version.StartsWith($"{definition.FindText("spec", "group")}/", StringComparison.Ordinal));
}
