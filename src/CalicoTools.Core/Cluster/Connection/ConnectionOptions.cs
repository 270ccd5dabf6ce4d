namespace CalicoTools.Cluster.Connection;

/// <summary>What the user says of the cluster to talk to. Without anything: what kubectl would take.</summary>
public sealed record ConnectionOptions
{
    /// <summary>The kubeconfig's path; null for those KUBECONFIG names, or the one in the home folder, or the pod this runs in.</summary>
    public string? KubeConfig { get; init; }

    /// <summary>The context in it; null for its current one.</summary>
    public string? Context { get; init; }

    /// <summary>Where Kubernetes mounts the service account of a pod.</summary>
    internal string PodFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";
}
