using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Rules;

namespace CalicoTools.Manifests.Defects;

/// <summary>A defect of manifests as upstream publishes them.</summary>
/// <param name="Rule">Finds it.</param>
/// <param name="Mend">Mends it in the objects of a manifest; null when it cannot be mended there.</param>
internal sealed record UpstreamDefect(ManifestRule Rule, Action<ManifestDraft>? Mend);
