using CalicoTools.Manifests.Defects;
using CalicoTools.Manifests.Installations;

namespace CalicoTools.Manifests.Rules;

/// <summary>Checks manifests by all rules.</summary>
public static class ManifestInspection
{
    private static readonly IReadOnlyList<ManifestRule> s_rules =
    [
        .. ContentRules.All,
        .. ObjectRules.All,
        .. EtcdRules.All,
        .. EtcdPathRules.All,
        .. DatastoreRules.All,
        .. EtcdSecretRules.All,
        .. CniConfigurationRules.All,
        .. NodeRules.All,
        .. NodeValueRules.All,
        .. NetworkRules.All,
        .. TyphaRules.All,
        .. ControllerRules.All,
        .. VariableRules.All,
        .. WebhookRules.All,
        .. ImageRules.All,
        .. ReleaseRules.All,
        .. KubernetesRules.All,
        .. UpstreamDefects.All.Select(static defect => defect.Rule),
    ];

    /// <summary>The rules, as they are documented.</summary>
    public static IReadOnlyList<RuleDescription> Rules { get; } =
        [.. s_rules.Select(
            static rule => new RuleDescription(rule.Id, rule.Severity, rule.Releases?.ToString(), rule.Message, rule.Remedy))];

    /// <summary>Checks manifests as the one installation they make.</summary>
    /// <param name="manifests">The manifests, in the order they would be applied in.</param>
    /// <param name="now">The time at which certificates are to be valid.</param>
    /// <returns>What was found, the worst first.</returns>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<CalicoManifest> manifests, DateTimeOffset now) =>
        Check(manifests, new TargetEnvironment { Now = now });

    /// <summary>Checks manifests as the one installation they make.</summary>
    /// <param name="manifests">The manifests, in the order they would be applied in.</param>
    /// <param name="environment">What they are meant for.</param>
    /// <returns>What was found, the worst first.</returns>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<CalicoManifest> manifests, TargetEnvironment environment)
    {
        var installation = new Installation(manifests, environment);
        return [.. s_rules.SelectMany(rule => rule.Check(installation)).OrderByDescending(static finding => finding.Severity)];
    }
}
