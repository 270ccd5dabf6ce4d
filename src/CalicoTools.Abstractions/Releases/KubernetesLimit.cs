namespace CalicoTools;

/// <summary>A version of Kubernetes below or above which a release does not work.</summary>
/// <param name="Version">The lowest or highest version it works on.</param>
/// <param name="Reason">Why, as a clause: <c>its PodDisruptionBudget is of policy/v1, which 1.21 was the first to have</c>.</param>
public sealed record KubernetesLimit(KubernetesVersion Version, string Reason)
{
    /// <summary>The version.</summary>
    /// <returns>Such as <c>1.21</c>.</returns>
    public override string ToString() => Version.ToString();
}
