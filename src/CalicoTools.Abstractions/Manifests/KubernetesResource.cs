namespace CalicoTools;

/// <summary>The identity of one Kubernetes object.</summary>
/// <param name="ApiVersion">The group and version, such as <c>apps/v1</c>.</param>
/// <param name="Kind">The kind, such as <c>DaemonSet</c>.</param>
/// <param name="Namespace">The namespace; null for what has none.</param>
/// <param name="Name">The name.</param>
public sealed record KubernetesResource(string ApiVersion, string Kind, string? Namespace, string Name)
{
    /// <inheritdoc cref="KubernetesResource(string, string, string, string)" path="/param[@name='Kind']"/>
    public string Kind { get; init => field = DisplayText.Plain(value); } = DisplayText.Plain(Kind);

    /// <inheritdoc cref="KubernetesResource(string, string, string, string)" path="/param[@name='Namespace']"/>
    public string? Namespace { get; init => field = Shown(value); } = Shown(Namespace);

    /// <inheritdoc cref="KubernetesResource(string, string, string, string)" path="/param[@name='Name']"/>
    public string Name { get; init => field = DisplayText.Plain(value); } = DisplayText.Plain(Name);

    /// <summary>The form errors and lists show.</summary>
    /// <returns><c>Kind namespace/name</c>, or <c>Kind name</c>.</returns>
    public override string ToString() => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";

    // No valid name loses anything: Kubernetes allows neither control characters nor marks in them.
    private static string? Shown(string? name) => name is null ? null : DisplayText.Plain(name);
}
