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
            static context => Fit(context) is { Fit: KubernetesFit.Refused } fit ? [Report(context, fit)] : []),
        new(
            "KubernetesUntested",
            FindingSeverity.Warning,
            "This release of Calico was not tested with the cluster's release of Kubernetes.",
            OtherRelease,
            static context => Fit(context) is { Fit: KubernetesFit.Untested } fit ? [Report(context, fit)] : []),
        new(
            "ApiMissing",
            FindingSeverity.Error,
            "The cluster does not serve the API version an object is written for.",
            OtherRelease,
            static context => Fit(context)?.Fit == KubernetesFit.Refused || context.Facts.ApiVersions.Count == 0
                ? []
                : from item in context.Planned.Objects
                  let version = item.Resource.ApiVersion
                  where !context.Facts.ApiVersions.Contains(version) && !IsDefined(context, version)
                  select new ClusterEvidence(item.Resource.ToString(), version)),
        new(
            "InstalledReleaseDiffers",
            FindingSeverity.Error,
            "Another release of Calico is installed.",
            "Use Update-Calico, which knows what else has to change; or -Force to apply the manifest as it is.",
            static context => !context.IsUpdate && context is { Installed.Version: { } installed, Planned.Release: { } planned } &&
                installed != planned.ToString()
                    ? [new(context.Installed!.ToString(), $"{installed} is installed, {planned} is to be")]
                    : [])
        {
            CanBeForced = true,
        },
        new(
            "InstalledDatastoreDiffers",
            FindingSeverity.Error,
            "Calico is installed with another datastore: pools, policies and addresses in it would be lost from sight.",
            "Migrate the data with calicoctl datastore migrate, or install with the datastore that is in use.",
            static context => context is { Installed.Datastore: { } installed, Datastore: { } planned } && installed != planned
                ? [new(context.Installed!.ToString(), $"{installed} is in use, {planned} is to be")]
                : []),
    ];

    private static ReleaseFit? Fit(PreflightContext context) =>
        context.Planned.Release is { } release && KubernetesVersion.TryParse(context.Facts.Version, out var version)
            ? KubernetesFits.Of(release, version)
            : null;

    private static ClusterEvidence Report(PreflightContext context, ReleaseFit fit) =>
        new($"Kubernetes {context.Facts.Version}", fit.Reason, Remedy(context, fit));

    // What fits better may be older than what is installed, and an update never goes back.
    private static string? Remedy(PreflightContext context, ReleaseFit fit) =>
        fit.Remedy.Length == 0 ? null
        : context is { IsUpdate: true, Installed.Version: { } text } && ReleaseNumber.TryParse(text, out var installed) &&
            KubernetesFits.BestFirst(fit.Kubernetes) is [var best, ..] && best.Number < installed
            ? $"Update Kubernetes first: Get-CalicoRelease {fit.Release} tells to which version."
        : fit.Remedy;

    private static bool IsDefined(PreflightContext context, string version) => context.Planned.OfKind("CustomResourceDefinition")
        .Any(definition => version.StartsWith($"{definition.FindText("spec", "group")}/", StringComparison.Ordinal));
}
