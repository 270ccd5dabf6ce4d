using System.Management.Automation;

namespace CalicoTools.Binding;

/// <summary>
/// Lets a cell of a table bind, which is always a text: an empty one is nothing given, and <c>true</c> and <c>false</c> are what they say.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CellAttribute : ArgumentTransformationAttribute
{
    /// <summary>What an empty cell binds as, for a parameter that cannot be null, such as a switch.</summary>
    public object? Empty { get; set; }

    /// <summary>Reads a cell.</summary>
    /// <param name="engineIntrinsics">Not used.</param>
    /// <param name="inputData">The argument.</param>
    /// <returns><see cref="Empty"/> for an empty text, a Boolean for <c>true</c> and <c>false</c>, otherwise the argument.</returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text ? inputData
        : string.IsNullOrWhiteSpace(text) ? Empty
        : bool.TryParse(text, out var truth) ? truth
        : inputData;
}
