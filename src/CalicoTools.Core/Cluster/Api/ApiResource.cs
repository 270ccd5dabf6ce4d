namespace CalicoTools.Cluster.Api;

/// <summary>A kind of object as the API server's paths name it.</summary>
/// <param name="ApiVersion">The group and version, such as <c>apps/v1</c>.</param>
/// <param name="Plural">The name in paths, such as <c>daemonsets</c>.</param>
/// <param name="Kind">The kind, such as <c>DaemonSet</c>.</param>
/// <param name="IsNamespaced">Whether its objects are in namespaces.</param>
internal sealed record ApiResource(string ApiVersion, string Plural, string Kind, bool IsNamespaced)
{
    private static readonly Dictionary<(string ApiVersion, string Kind), ApiResource> s_known = new ApiResource[]
    {
        new("v1", "namespaces", "Namespace", IsNamespaced: false),
        new("v1", "nodes", "Node", IsNamespaced: false),
        new("v1", "pods", "Pod", IsNamespaced: true),
        new("v1", "events", "Event", IsNamespaced: true),
        new("v1", "configmaps", "ConfigMap", IsNamespaced: true),
        new("v1", "secrets", "Secret", IsNamespaced: true),
        new("v1", "services", "Service", IsNamespaced: true),
        new("v1", "serviceaccounts", "ServiceAccount", IsNamespaced: true),
        new("apps/v1", "daemonsets", "DaemonSet", IsNamespaced: true),
        new("apps/v1", "deployments", "Deployment", IsNamespaced: true),
        new("policy/v1", "poddisruptionbudgets", "PodDisruptionBudget", IsNamespaced: true),
        new("policy/v1beta1", "poddisruptionbudgets", "PodDisruptionBudget", IsNamespaced: true),
        new("rbac.authorization.k8s.io/v1", "roles", "Role", IsNamespaced: true),
        new("rbac.authorization.k8s.io/v1", "rolebindings", "RoleBinding", IsNamespaced: true),
        new("rbac.authorization.k8s.io/v1", "clusterroles", "ClusterRole", IsNamespaced: false),
        new("rbac.authorization.k8s.io/v1", "clusterrolebindings", "ClusterRoleBinding", IsNamespaced: false),
        new("apiextensions.k8s.io/v1", "customresourcedefinitions", "CustomResourceDefinition", IsNamespaced: false),
    }.ToDictionary(static resource => (resource.ApiVersion, resource.Kind));

    /// <summary>Finds a kind that every cluster names alike, without asking one.</summary>
    /// <param name="apiVersion">The group and version.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The kind; null when the cluster has to be asked.</returns>
    public static ApiResource? Find(string apiVersion, string kind) => s_known.GetValueOrDefault((apiVersion, kind));

    /// <summary>A kind that every cluster names alike.</summary>
    /// <param name="apiVersion">The group and version.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The kind.</returns>
    public static ApiResource Of(string apiVersion, string kind) => s_known[(apiVersion, kind)];

    /// <summary>The objects of a namespace, or all of them.</summary>
    /// <param name="namespaceName">The namespace; null for all.</param>
    /// <returns>Their path.</returns>
    public ApiPath All(string? namespaceName = null) => new(this, namespaceName, Name: null);

    /// <summary>An object.</summary>
    /// <param name="namespaceName">Its namespace; null for what has none.</param>
    /// <param name="name">Its name.</param>
    /// <returns>Its path.</returns>
    public ApiPath Named(string? namespaceName, string name) => new(this, namespaceName, name);
}
