using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace CalicoTools;

/// <summary>A list that reads as its items where PowerShell writes a value as text, as it does in a CSV file.</summary>
/// <typeparam name="T">What is in it.</typeparam>
/// <param name="items">The items.</param>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T>(T[] items) : ReadOnlyCollection<T>(items)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this);
}

/// <summary>Makes lists from collection expressions.</summary>
public static class ValueList
{
    /// <summary>Makes a list.</summary>
    /// <typeparam name="T">What is in it.</typeparam>
    /// <param name="items">The items.</param>
    /// <returns>The list.</returns>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
