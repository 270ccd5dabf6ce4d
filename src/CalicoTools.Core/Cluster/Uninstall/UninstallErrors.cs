using System.Globalization;

namespace CalicoTools.Cluster.Uninstall;

/// <summary>The errors of removals.</summary>
internal static class UninstallErrors
{
    public static ClusterException InUse(string who) => new(
        "CustomResourcesInUse",
        ErrorKind.Conflict,
        $"Calico's custom resources are in use by {who}, which is not from a manifest in {CalicoObjects.Namespace}. Nothing was removed.",
        "Remove that one first, or leave out -IncludeCustomResources.",
        who);

    public static ClusterException TimedOut(TimeSpan timeout, IReadOnlyList<string> left) => new(
        "UninstallTimedOut",
        ErrorKind.TimedOut,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Not removed within {timeout.TotalSeconds:0} seconds: {string.Join(", ", left.Take(5))}{(left.Count > 5 ? $" and {left.Count - 5} more" : "")}."),
        "Run the same command again to go on; a pod on a node that is gone goes when its Node object is deleted, an object with finalizers when they are done.",
        left[0]);
}
