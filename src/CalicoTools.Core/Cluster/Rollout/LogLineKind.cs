namespace CalicoTools.Cluster.Rollout;

/// <summary>Where a known line is found, and what it means for waiting.</summary>
internal enum LogLineKind
{
    /// <summary>In a log or an event; cannot heal without somebody changing something.</summary>
    Fatal,

    /// <summary>In a log or an event; may heal.</summary>
    Stuck,

    /// <summary>In what is said of an image that cannot be pulled.</summary>
    Image,

    /// <summary>In what is said of a container that cannot be created.</summary>
    Container,
}
