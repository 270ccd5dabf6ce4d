namespace CalicoTools;

/// <summary>What became of one object of a manifest in the cluster, or would become of it. Nothing secret is in it.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Action">What became of it.</param>
/// <param name="Changes">The fields that changed; empty for an object that was made, and for one that is as it was.</param>
/// <param name="TakenOverFrom">
/// Who applied it before: <c>kubectl</c> or <c>kubectl-client-side-apply</c>, say. What they set and the manifest no longer has goes;
/// null when there was nobody.
/// </param>
public sealed record AppliedResource(
    KubernetesResource Resource, ResourceAction Action, ValueList<FieldChange> Changes, string? TakenOverFrom);
