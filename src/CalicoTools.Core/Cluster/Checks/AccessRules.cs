namespace CalicoTools.Cluster.Checks;

/// <summary>The rules of what the user may do and see.</summary>
internal static class AccessRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<ClusterRule> All { get; } =
    [
        new(
            "RightsMissing",
            FindingSeverity.Error,
            "You may not do what the installation needs.",
            "Ask the cluster's administrator for these rights, or use a context that has them with -Context.",
            static context => context.Facts.Denied
                .GroupBy(static question => question.Target())
                .Select(static same => new ClusterEvidence(same.Key, string.Join(", ", same.Select(static question => question.Verb))))),
        new(
            "ClusterNotReadable",
            FindingSeverity.Warning,
            "You may not see all that is checked before an installation.",
            "Check it by hand, or use a context that may see it with -Context.",
            static context => context.Facts.Unreadable.Select(static what => new ClusterEvidence(what, "forbidden"))),
    ];
}
