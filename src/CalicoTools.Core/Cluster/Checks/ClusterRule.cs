namespace CalicoTools.Cluster.Checks;

/// <summary>A rule that cluster and manifest are checked by before anything is written.</summary>
/// <param name="Id">Its stable identifier.</param>
/// <param name="Severity">How much what it finds matters.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
/// <param name="Evaluate">Looks for it.</param>
internal sealed record ClusterRule(
    string Id, FindingSeverity Severity, string Message, string Remedy, Func<PreflightContext, IEnumerable<ClusterEvidence>> Evaluate)
{
    /// <summary>Whether -Force goes on in spite of what it finds.</summary>
    public bool CanBeForced { get; init; }

    /// <summary>Checks a context.</summary>
    /// <param name="context">The context.</param>
    /// <returns>What was found.</returns>
    public IEnumerable<Finding> Check(PreflightContext context) =>
        Evaluate(context).Select(seen => new Finding(Id, Severity, seen.Subject, Message, seen.Text, seen.Remedy ?? Remedy));
}
