namespace CalicoTools.Manifests.Rules;

/// <summary>Checks manifests by all rules.</summary>
public static class ManifestInspection
{
    private static readonly IReadOnlyList<ManifestRule> s_rules =
    [
        .. ContentRules.All,
        .. EtcdRules.All,
        .. EtcdPathRules.All,
        .. DatastoreRules.All,
        .. EtcdSecretRules.All,
        .. CniConfigurationRules.All,
        .. NodeRules.All,
        .. NodeValueRules.All,
    ];

    /// <summary>Checks manifests as the one installation they make.</summary>
    /// <param name="manifests">The manifests, in the order they would be applied in.</param>
    /// <param name="now">The time at which certificates are to be valid.</param>
    /// <returns>What was found, the worst first.</returns>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<CalicoManifest> manifests, DateTimeOffset now)
    {
        var installation = new Installation(manifests, now);
        return [.. s_rules.SelectMany(rule => rule.Check(installation)).OrderByDescending(static finding => finding.Severity)];
    }
}
