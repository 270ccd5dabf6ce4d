namespace CalicoTools.Manifests.Rules;

/// <summary>A rule manifests are checked by, as it is documented.</summary>
/// <param name="Id">Its stable identifier.</param>
/// <param name="Severity">How much what it finds matters.</param>
/// <param name="Releases">The releases it is about, as intervals; null for all.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
public sealed record RuleDescription(string Id, FindingSeverity Severity, string? Releases, string Message, string Remedy);
