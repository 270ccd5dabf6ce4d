namespace CalicoTools.Cluster.Api;

/// <summary>Where an object, a part of it, or a list of objects is on an API server.</summary>
/// <param name="Resource">The kind.</param>
/// <param name="Namespace">The namespace; null for what has none, and for all of them.</param>
/// <param name="Name">The object's name; null for the list.</param>
/// <param name="Subresource">A part of the object, such as <c>log</c> or <c>status</c>; null for the object itself.</param>
internal sealed record ApiPath(ApiResource Resource, string? Namespace, string? Name, string? Subresource = null)
{
    /// <summary>The path below the server's address.</summary>
    /// <returns>Such as <c>/apis/apps/v1/namespaces/kube-system/daemonsets/calico-node</c>.</returns>
    public string ToUrl() => string.Concat(
        Resource.ApiVersion.Contains('/', StringComparison.Ordinal) ? "/apis/" : "/api/",
        Resource.ApiVersion,
        Namespace is null ? "" : $"/namespaces/{Uri.EscapeDataString(Namespace)}",
        $"/{Resource.Plural}",
        Name is null ? "" : $"/{Uri.EscapeDataString(Name)}",
        Subresource is null ? "" : $"/{Subresource}");

    /// <summary>The form errors show.</summary>
    /// <returns>Such as <c>DaemonSet kube-system/calico-node</c>, or <c>pods</c> for a list.</returns>
    public override string ToString() => Name is null
        ? Resource.Plural
        : $"{Resource.Kind} {(Namespace is null ? "" : $"{Namespace}/")}{Name}";
}
