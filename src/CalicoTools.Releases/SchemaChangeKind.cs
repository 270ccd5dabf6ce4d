namespace CalicoTools.Releases.Adding;

/// <summary>What can differ between schemas.</summary>
internal enum SchemaChangeKind
{
    /// <summary>A facet no longer holds.</summary>
    RemoveFacet,

    /// <summary>A facet holds from now on.</summary>
    AddFacet,

    /// <summary>A field is gone.</summary>
    RemoveField,

    /// <summary>A field is new.</summary>
    AddField,
}
