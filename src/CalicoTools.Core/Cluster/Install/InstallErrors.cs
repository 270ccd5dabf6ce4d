namespace CalicoTools.Cluster.Install;

/// <summary>The errors of installations.</summary>
internal static class InstallErrors
{
    public static ClusterException VersionUnknown(string cluster, string? version) => new(
        "ClusterVersionUnknown",
        ErrorKind.NotSupported,
        $"Which release of Calico fits {cluster} cannot be told: it says that its version is '{version}'.",
        "Name a release with -Version.",
        cluster);
}
