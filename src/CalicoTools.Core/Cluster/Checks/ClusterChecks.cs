using CalicoTools.Cluster.Api;
using CalicoTools.Manifests.Rules;

namespace CalicoTools.Cluster.Checks;

/// <summary>Checks cluster and manifests before anything is written.</summary>
internal static class ClusterChecks
{
    /// <summary>The rules for cluster and manifests together.</summary>
    public static IReadOnlyList<ClusterRule> Rules { get; } =
    [
        .. ReleaseRules.All,
        .. ExistingNetworkRules.All,
        .. AccessRules.All,
        .. PoolRules.All,
        .. AutodetectionRules.All,
        .. EtcdAccessRules.All,
    ];

    /// <summary>Asks the cluster, checks, tells what was found, and stops at errors.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="manifests">What is to be applied, in order.</param>
    /// <param name="options">What the user says of the checks.</param>
    /// <param name="log">Is told of what does not stop.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>What is known now of the cluster.</returns>
    /// <exception cref="ClusterException">The cluster cannot be asked, or something is wrong.</exception>
    public static async Task<ClusterFacts> RunAsync(
        ClusterClient client,
        IReadOnlyList<CalicoManifest> manifests,
        CheckOptions options,
        ICommandLog log,
        CancellationToken cancellation)
    {
        var now = DateTimeOffset.UtcNow;
        var facts = await new ClusterFactsReader(client, cancellation)
            .ReadAsync(
                [.. manifests.SelectMany(static manifest => manifest.Resources)],
                isForEtcd: manifests.Any(static manifest => manifest.Datastore == CalicoDatastore.Etcd))
            .ConfigureAwait(false);
        var context = new PreflightContext(facts, manifests, now) { IsUpdate = options.IsUpdate };
        var etcd = await EtcdAccess.AskAsync(context.Planned, cancellation).ConfigureAwait(false);
        Decide(Check(new PreflightContext(facts, manifests, now) { IsUpdate = options.IsUpdate, Etcd = etcd }), options, log);
        return facts;
    }

    /// <summary>Checks a context by all rules, those for manifests alone too.</summary>
    /// <param name="context">The context.</param>
    /// <returns>What was found, the worst first.</returns>
    public static IReadOnlyList<Finding> Check(PreflightContext context) =>
    [
        .. ManifestInspection.Check(context.Inspected, context.Planned.TargetEnvironment)
            .Concat(Rules.SelectMany(rule => rule.Check(context)))
            .OrderByDescending(static finding => finding.Severity),
    ];

    /// <summary>Tells what was found, and stops at errors.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="options">What the user says of the checks.</param>
    /// <param name="log">Is told of what does not stop.</param>
    /// <exception cref="ClusterException">There are errors that nobody allowed.</exception>
    public static void Decide(IReadOnlyList<Finding> findings, CheckOptions options, ICommandLog log)
    {
        var skipped = new HashSet<string>(options.SkippedRules ?? [], StringComparer.OrdinalIgnoreCase);
        var counted = findings.ToLookup(finding => skipped.Contains(finding.RuleId));
        var errors = counted[false]
            .Where(finding => finding.Severity == FindingSeverity.Error && !(options.Force && CanBeForced(finding)))
            .ToArray();
        foreach (var finding in counted[true])
        {
            log.Verbose($"Skipped. {Line(finding)}");
        }

        foreach (var finding in counted[false].Except(errors))
        {
            Action<string> tell = finding.Severity == FindingSeverity.Information ? log.Verbose : log.Warning;
            tell($"{Line(finding)} {finding.Remedy}");
        }

        if (errors.Length > 0)
        {
            throw new ClusterException(
                "InstallationRefused",
                ErrorKind.InvalidData,
                errors.Length == 1
                    ? $"Nothing was changed. {Line(errors[0])}"
                    : $"Nothing was changed. The checks found {errors.Length} errors:{string.Concat(errors.Select(ItemOf))}",
                $"{(errors.Length == 1 ? errors[0].Remedy : "Do for each error what it says.")} What you know to be right can be left out "
                    + $"with -SkipRule {string.Join(',', errors.Select(static error => error.RuleId).Distinct())}.",
                errors[0].Subject);
        }
    }

    private static bool CanBeForced(Finding finding) => Rules.Any(rule => rule.Id == finding.RuleId && rule.CanBeForced);

    private static string ItemOf(Finding finding) => $"\n- {Line(finding)} {finding.Remedy}";

    private static string Line(Finding finding) => $"{finding.RuleId}: {finding.Subject}: {finding.Message} ({finding.Evidence})";
}
