namespace CalicoTools.Cluster.Rollout;

/// <summary>Why a part of a roll-out is not ready.</summary>
/// <param name="Text">The reason, as sentences.</param>
/// <param name="Remedy">What to do about it, as a sentence; null when that is not known.</param>
internal sealed record RolloutReason(string Text, string? Remedy);
