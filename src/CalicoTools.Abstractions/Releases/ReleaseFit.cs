namespace CalicoTools;

/// <summary>Whether a Calico release goes with a version of Kubernetes.</summary>
/// <param name="Release">The release, such as <c>v3.21.2</c>.</param>
/// <param name="Kubernetes">The version of Kubernetes.</param>
/// <param name="Fit">How well they go together.</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="Remedy">What fits instead, as a sentence; empty when there is nothing to do.</param>
public sealed record ReleaseFit(string Release, KubernetesVersion Kubernetes, KubernetesFit Fit, string Reason, string Remedy)
{
    /// <summary>How well they go together, and why.</summary>
    /// <returns>Such as <c>Untested: Calico v3.22.5 is tested with Kubernetes 1.21 - 1.23, not with 1.20.</c></returns>
    public override string ToString() => $"{Fit}: {Reason}";
}
