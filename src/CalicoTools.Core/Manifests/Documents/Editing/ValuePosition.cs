namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>The place in which a value stands: behind a colon or a dash.</summary>
/// <param name="After">The offset after the colon or dash.</param>
/// <param name="Column">The column of the key or dash.</param>
/// <param name="IsItem">Whether it is a dash.</param>
/// <param name="Flow">Whether it is within braces or brackets.</param>
internal readonly record struct ValuePosition(int After, int Column, bool IsItem, bool Flow);
