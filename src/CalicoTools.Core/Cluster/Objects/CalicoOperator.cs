using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Objects;

/// <summary>By what a cluster is known in which Calico's operator manages Calico.</summary>
internal static class CalicoOperator
{
    private const string Namespace = "calico-system";

    /// <summary>What tells the operator to install Calico. Not every cluster serves this kind.</summary>
    public static ApiPath Installations { get; } =
        new ApiResource("operator.tigera.io/v1", "installations", "Installation", IsNamespaced: false).All();

    /// <summary>The Deployments, among which the operator is.</summary>
    public static ApiPath Deployments { get; } = ApiResource.Of("apps/v1", "Deployment").All();

    /// <summary>The operator among the Deployments, wherever it was put.</summary>
    public static ListFilter Filter { get; } = new("k8s-app=tigera-operator");

    /// <summary>Tells by what it is seen.</summary>
    /// <param name="installations">What tells the operator to install Calico.</param>
    /// <param name="operators">The Deployments of the operator.</param>
    /// <param name="sets">The DaemonSets of all namespaces.</param>
    /// <returns>Each object, and what it says.</returns>
    public static IEnumerable<(string Subject, string Evidence)> Signs(
        IEnumerable<JsonObject> installations, IEnumerable<JsonObject> operators, IEnumerable<JsonObject> sets) =>
    [
        .. installations.Select(static item => ($"Installation {item.Name()}", "the operator installs what it says")),
        .. operators.Select(static item => ($"Deployment {item.Namespace()}/{item.Name()}", "it is the operator")),
        .. sets.Where(IsAgent).Select(static _ => ($"DaemonSet {Namespace}/{CalicoNames.Node}", "it is in the operator's namespace")),
    ];

    /// <summary>Whether a DaemonSet is the operator's Calico.</summary>
    /// <param name="set">The DaemonSet.</param>
    /// <returns>True when it is.</returns>
    public static bool IsAgent(JsonObject set) => set.Namespace() == Namespace && set.Name() == CalicoNames.Node;
}
