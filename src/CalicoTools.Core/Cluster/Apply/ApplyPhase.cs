namespace CalicoTools.Cluster.Apply;

/// <summary>When an object is written: what others need comes first.</summary>
internal enum ApplyPhase
{
    /// <summary>Namespaces.</summary>
    Namespaces,

    /// <summary>Definitions of kinds, rights, configuration, Secrets, and whatever else is neither of the others.</summary>
    Configuration,

    /// <summary>Objects of the kinds that were defined.</summary>
    CustomResources,

    /// <summary>What runs pods.</summary>
    Workloads,
}
