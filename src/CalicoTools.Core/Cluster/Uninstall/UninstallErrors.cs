using System.Globalization;
using CalicoTools.Calico;

namespace CalicoTools.Cluster.Uninstall;

/// <summary>The errors of removals.</summary>
internal static class UninstallErrors
{
    public static ClusterException InUse(string who) => new(
        "CustomResourcesInUse",
        ErrorKind.Conflict,
        $"Calico's custom resources are in use by {who}, which is not from a manifest in {CalicoNames.Namespace}. Nothing was removed.",
        "Remove that one first, or leave out -IncludeCustomResources.",
        who);

    public static ClusterException OperatorManaged(string sign, string evidence) => new(
        "CalicoOperatorManaged",
        ErrorKind.Conflict,
        $"Calico's operator manages Calico in this cluster: {sign}, {evidence}. Its rights have the names of a manifest's. Nothing was removed.",
        "Remove Calico through the operator: its Installation first, then the operator (tigera-operator).",
        sign);

    public static ClusterException TimedOut(TimeSpan timeout, IReadOnlyList<string> left) => new(
        "UninstallTimedOut",
        ErrorKind.TimedOut,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Not removed within {timeout.TotalSeconds:0} seconds: {left.Count} are left, such as {string.Join(", ", left.Take(5))}."),
        "Run the same command again to go on. What has finalizers goes when they are done.",
        left[0]);
}
