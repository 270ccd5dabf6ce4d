namespace CalicoTools.Cluster.Checks;

/// <summary>One place a rule is broken in.</summary>
/// <param name="Subject">What it was seen in.</param>
/// <param name="Text">What was seen. Never key material.</param>
/// <param name="Remedy">What to do about this one, as a sentence; null for what the rule says.</param>
internal sealed record ClusterEvidence(string Subject, string Text, string? Remedy = null);
