using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Uninstall;

/// <summary>The objects that Calico's manifests, of any release and shape, put into a cluster.</summary>
internal static class CalicoObjects
{
    private const string Core = "v1";
    private const string Apps = "apps/v1";
    private const string Rights = "rbac.authorization.k8s.io/v1";

    /// <summary>What runs pods.</summary>
    public static IReadOnlyList<ApiPath> Workloads { get; } =
    [
        .. Paths(Apps, "Deployment", CalicoNames.KubeControllers, CalicoNames.Typha),
        .. Paths(Apps, "DaemonSet", [.. CalicoNames.DaemonSets]),
    ];

    /// <summary>What the pods are given.</summary>
    /// <param name="budgets">The API version of PodDisruptionBudgets that the cluster serves.</param>
    /// <returns>Where they would be.</returns>
    public static IReadOnlyList<ApiPath> Rest(string budgets) =>
    [
        .. Paths(budgets, "PodDisruptionBudget", CalicoNames.KubeControllers, CalicoNames.Typha),
        .. Paths(Core, "Service", CalicoNames.Typha),
        .. Paths(Rights, "ClusterRoleBinding", CalicoNames.Node, CalicoNames.KubeControllers, "calico-cni-plugin", "calico-tier-getter"),
        .. Paths(Rights, "ClusterRoleBinding", "canal-calico", "canal-flannel"),
        .. Paths(Rights, "ClusterRole", CalicoNames.Node, CalicoNames.KubeControllers, "calico-cni-plugin", "calico-tier-getter"),
        .. Paths(Core, "ServiceAccount", CalicoNames.Node, CalicoNames.KubeControllers, "calico-cni-plugin", "canal"),
        .. Paths(Core, "ConfigMap", [.. CalicoNames.ConfigMaps]),
        .. Paths(Core, "Secret", EtcdFile.SecretName),
    ];

    /// <summary>The API version of PodDisruptionBudgets that a cluster serves.</summary>
    /// <param name="groups">The cluster's API groups.</param>
    /// <returns>The API version.</returns>
    public static string Budgets(JsonObject groups) => groups.Items("groups")
        .SelectMany(static group => group.Items("versions"))
        .Any(static version => version.Text("groupVersion") == "policy/v1") ? "policy/v1" : "policy/v1beta1";

    /// <summary>Looks which objects are there.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="paths">Where they would be.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Those that are, in the same order.</returns>
    public static async Task<IReadOnlyList<(ApiPath Path, JsonObject Live)>> ExistingAsync(
        ClusterClient client, IReadOnlyList<ApiPath> paths, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(paths.Select(path => client.FindAsync(path, cancellation))).ConfigureAwait(false);
        return [.. paths.Zip(found).Where(static pair => pair.Second is not null).Select(static pair => (pair.First, pair.Second!))];
    }

    /// <summary>The identity of an object.</summary>
    /// <param name="path">Where it is.</param>
    /// <returns>Its identity.</returns>
    public static KubernetesResource Identity(ApiPath path) =>
        new(path.Resource.ApiVersion, path.Resource.Kind, path.Namespace, path.Name ?? "");

    private static IEnumerable<ApiPath> Paths(string apiVersion, string kind, params string[] names)
    {
        var resource = ApiResource.Of(apiVersion, kind);
        return names.Select(name => resource.Named(resource.IsNamespaced ? CalicoNames.Namespace : null, name));
    }
}
