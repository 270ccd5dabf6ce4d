namespace CalicoTools;

/// <summary>A difference in one field of a Kubernetes object. Holds no key material: what is secret is only said to have changed.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Path">
/// The way to the field, such as <c>spec.template.spec.containers[calico-node].image</c>; items of a list are named in brackets. Empty
/// when the object as a whole was added or removed.
/// </param>
/// <param name="Change">What became of it.</param>
/// <param name="Old">
/// What it was: a text as it is, anything else as JSON; null when it was not there. Of an object, its API version.
/// </param>
/// <param name="New">What it is, written likewise; null when it is not there.</param>
public sealed record FieldChange(KubernetesResource Resource, string Path, FieldChangeKind Change, string? Old, string? New)
{
    /// <inheritdoc cref="FieldChange(KubernetesResource, string, FieldChangeKind, string, string)" path="/param[@name='Path']"/>
    public string Path { get; init => field = DisplayText.Plain(value); } = DisplayText.Plain(Path);

    /// <inheritdoc cref="FieldChange(KubernetesResource, string, FieldChangeKind, string, string)" path="/param[@name='Old']"/>
    public string? Old { get; init => field = Shown(value); } = Shown(Old);

    /// <inheritdoc cref="FieldChange(KubernetesResource, string, FieldChangeKind, string, string)" path="/param[@name='New']"/>
    public string? New { get; init => field = Shown(value); } = Shown(New);

    private static string? Shown(string? value) => value is null ? null : DisplayText.Plain(DisplayText.Masked(value));
}
