namespace CalicoTools;

/// <summary>What is known of a Calico release.</summary>
public sealed record CalicoRelease
{
    /// <summary>Its number, such as <c>v3.28.2</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The day it was tagged.</summary>
    public required DateTime Released { get; init; }

    /// <summary>The versions of Kubernetes upstream tested it with; null when they are not known.</summary>
    public required KubernetesRange? TestedKubernetes { get; init; }

    /// <summary>The lowest version of Kubernetes it works on, and why; null when there is none known.</summary>
    public required KubernetesLimit? MinimumKubernetes { get; init; }

    /// <summary>The highest version of Kubernetes it works on, and why; null when there is none known.</summary>
    public required KubernetesLimit? MaximumKubernetes { get; init; }

    /// <summary>Where it can keep its data.</summary>
    public ValueList<CalicoDatastore> Datastores { get; } = [.. Enum.GetValues<CalicoDatastore>()];

    /// <summary>The variants of its manifests for the Kubernetes datastore; for etcd there is only the default one.</summary>
    public ValueList<CalicoVariant> Variants { get; } = [.. Enum.GetValues<CalicoVariant>()];

    /// <summary>The images its manifests name.</summary>
    public required ValueList<CalicoImage> Images { get; init; }

    /// <summary>What it runs on each node before calico-node, in order.</summary>
    public required ValueList<CalicoInitContainer> InitContainers { get; init; }

    /// <summary>What one should know before choosing it.</summary>
    public required ValueList<string> Notes { get; init; }

    /// <summary>How it goes with the version of Kubernetes that was asked for; null when none was.</summary>
    public ReleaseFit? Fit { get; init; }

    /// <summary>Its number.</summary>
    /// <returns>Such as <c>v3.28.2</c>.</returns>
    public override string ToString() => Version;
}
