namespace CalicoTools;

/// <summary>Where Calico keeps its data.</summary>
public enum CalicoDatastore
{
    /// <summary>The Kubernetes API, through custom resources.</summary>
    Kubernetes,

    /// <summary>An etcd cluster of its own.</summary>
    Etcd,
}
