namespace CalicoTools;

/// <summary>A field that something else has set in the cluster to another value.</summary>
/// <param name="Manager">Who set it, such as <c>kubectl-edit</c>.</param>
/// <param name="Field">The field, such as <c>.spec.template.spec.containers[name="calico-node"].image</c>.</param>
public sealed record FieldConflict(string Manager, string Field);
