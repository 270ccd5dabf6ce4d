using CalicoTools.Cluster.Api;

namespace CalicoTools.Cluster.Uninstall;

/// <summary>The objects that Calico's manifests, of any release and shape, put into a cluster.</summary>
internal static class CalicoObjects
{
    /// <summary>Their namespace.</summary>
    public const string Namespace = "kube-system";

    private const string Core = "v1";
    private const string Apps = "apps/v1";
    private const string Rights = "rbac.authorization.k8s.io/v1";

    /// <summary>What runs pods.</summary>
    public static IReadOnlyList<ApiPath> Workloads { get; } =
    [
        .. Paths(Apps, "Deployment", "calico-kube-controllers", "calico-typha"),
        .. Paths(Apps, "DaemonSet", "calico-node", "canal"),
    ];

    /// <summary>What the pods are given.</summary>
    /// <param name="budgets">The API version of PodDisruptionBudgets that the cluster serves.</param>
    /// <returns>Where they would be.</returns>
    public static IReadOnlyList<ApiPath> Rest(string budgets) =>
    [
        .. Paths(budgets, "PodDisruptionBudget", "calico-kube-controllers", "calico-typha"),
        .. Paths(Core, "Service", "calico-typha"),
        .. Paths(Rights, "ClusterRoleBinding", "calico-node", "calico-kube-controllers", "calico-cni-plugin", "calico-tier-getter", "canal-calico", "canal-flannel"),
        .. Paths(Rights, "ClusterRole", "calico-node", "calico-kube-controllers", "calico-cni-plugin", "calico-tier-getter"),
        .. Paths(Core, "ServiceAccount", "calico-node", "calico-kube-controllers", "calico-cni-plugin", "canal"),
        .. Paths(Core, "ConfigMap", "calico-config", "canal-config"),
        .. Paths(Core, "Secret", "calico-etcd-secrets"),
    ];

    private static IEnumerable<ApiPath> Paths(string apiVersion, string kind, params string[] names)
    {
        var resource = ApiResource.Of(apiVersion, kind);
        return names.Select(name => resource.Named(resource.IsNamespaced ? Namespace : null, name));
    }
}
