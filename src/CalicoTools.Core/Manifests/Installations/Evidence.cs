
namespace CalicoTools.Manifests.Installations;

/// <summary>One place a rule is broken in.</summary>
/// <param name="Subject">The object.</param>
/// <param name="Text">What was seen, and where. Never key material.</param>
internal sealed record Evidence(KubernetesResource Subject, string Text);
