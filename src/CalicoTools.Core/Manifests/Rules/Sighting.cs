namespace CalicoTools.Manifests.Rules;

/// <summary>One place a rule is broken in.</summary>
/// <param name="Subject">The object.</param>
/// <param name="Evidence">What was seen, and where. Never key material.</param>
internal sealed record Sighting(KubernetesResource Subject, string Evidence);
