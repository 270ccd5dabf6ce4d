namespace CalicoTools;

/// <summary>Versions of Kubernetes from one to another, both included.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest.</param>
public sealed record KubernetesRange(KubernetesVersion First, KubernetesVersion Last)
{
    /// <summary>How many minor versions lie between a version and this range.</summary>
    /// <param name="version">The version.</param>
    /// <returns>0 for a version in the range.</returns>
    public int DistanceTo(KubernetesVersion version) =>
        Math.Max(0, Math.Max(First.Minor - version.Minor, version.Minor - Last.Minor));

    /// <summary>The form views show.</summary>
    /// <returns>Such as <c>1.20 - 1.22</c>.</returns>
    public override string ToString() => $"{First} - {Last}";
}
