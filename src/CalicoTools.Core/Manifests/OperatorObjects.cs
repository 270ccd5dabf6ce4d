namespace CalicoTools.Manifests;

/// <summary>The objects of the Tigera operator, which installs Calico in another way than Calico's own manifests.</summary>
internal static class OperatorObjects
{
    /// <summary>Whether an object is the operator or tells it what to do.</summary>
    /// <param name="resource">The object.</param>
    /// <returns>True when it is.</returns>
    public static bool Contains(KubernetesResource resource) =>
        resource.ApiVersion.StartsWith("operator.tigera.io/", StringComparison.Ordinal) ||
        resource is { Kind: "Deployment", Name: "tigera-operator" };
}
