namespace CalicoTools.Cluster.Api;

/// <summary>How a patch is to be understood.</summary>
internal enum PatchKind
{
    /// <summary>Operations of RFC 6902.</summary>
    Json,

    /// <summary>A JSON merge patch, RFC 7386.</summary>
    Merge,

    /// <summary>A merge patch that knows the keys of lists; built-in kinds only.</summary>
    Strategic,
}
