namespace CalicoTools;

/// <summary>What became of an object of the cluster, or would become of it.</summary>
public enum ResourceAction
{
    /// <summary>It is as the manifest says already; nothing was written.</summary>
    Unchanged,

    /// <summary>It was not there and was made.</summary>
    Created,

    /// <summary>It was there and was changed, or taken over from kubectl.</summary>
    Configured,

    /// <summary>It would be made.</summary>
    WouldCreate,

    /// <summary>It would be changed, or taken over from kubectl.</summary>
    WouldChange,

    /// <summary>It was there and is not any more.</summary>
    Removed,

    /// <summary>It would be removed.</summary>
    WouldRemove,
}
