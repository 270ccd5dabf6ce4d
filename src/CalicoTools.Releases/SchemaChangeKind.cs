namespace CalicoTools.Releases.Adding;

/// <summary>What can differ between schemas.</summary>
internal enum SchemaChangeKind
{
    /// <summary>A constraint no longer holds.</summary>
    RemoveConstraint,

    /// <summary>A constraint holds from now on.</summary>
    AddConstraint,

    /// <summary>A field is gone.</summary>
    RemoveField,

    /// <summary>A field is new.</summary>
    AddField,
}
