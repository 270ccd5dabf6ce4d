namespace CalicoTools.Releases.Adding;

/// <summary>A difference between a schema there is and the one that is needed.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Name">The constraint, or the field's name.</param>
/// <param name="Lines">A new field's lines, from the left margin; otherwise empty.</param>
internal sealed record SchemaChange(SchemaChangeKind Kind, string Name, string Lines = "");
