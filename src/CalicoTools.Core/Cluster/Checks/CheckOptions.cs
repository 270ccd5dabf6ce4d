namespace CalicoTools.Cluster.Checks;

/// <summary>What the user says of the checks before anything is written.</summary>
/// <param name="Force">Whether to go on in spite of errors that say that it can be forced.</param>
/// <param name="SkippedRules">The ids of the rules to leave out.</param>
/// <param name="IsUpdate">Whether a release takes the place of another on purpose.</param>
internal sealed record CheckOptions(bool Force = false, IReadOnlyCollection<string>? SkippedRules = null, bool IsUpdate = false);
