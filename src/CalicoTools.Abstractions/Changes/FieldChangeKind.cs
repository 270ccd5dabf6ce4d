namespace CalicoTools;

/// <summary>What became of a field.</summary>
public enum FieldChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It is not there any more.</summary>
    Removed,

    /// <summary>It has another value.</summary>
    Changed,
}
