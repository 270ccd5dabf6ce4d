using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;

namespace CalicoTools.Binding;

/// <summary>
/// Reads a cell of a table as the parameter's type, strictly: an empty cell is nothing given, and a value that is not of the type is
/// refused instead of being turned into another.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CellAttribute : ArgumentTransformationAttribute
{
    /// <summary>Reads cells of a type.</summary>
    /// <param name="type">An enumeration, <see cref="bool"/>, <see cref="int"/>, <see cref="SwitchParameter"/> or <see cref="IDictionary"/>.</param>
    public CellAttribute(Type type) => Type = type;

    /// <summary>The type.</summary>
    public Type Type { get; }

    /// <summary>Reads a cell.</summary>
    /// <param name="engineIntrinsics">Not used.</param>
    /// <param name="inputData">The argument.</param>
    /// <returns>A value of the type; null, and for a switch false, for an empty text.</returns>
    /// <exception cref="ArgumentTransformationMetadataException">The argument is no such value.</exception>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = Unwrapped(inputData);
        return value is null || (value is string text && string.IsNullOrWhiteSpace(text))
            ? Type == typeof(SwitchParameter) ? default(SwitchParameter) : null
            : Read(value, inputData) ?? throw Refused(value);
    }

    private static object? Unwrapped(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private object? Read(object value, object? given) =>
        Type.IsEnum ? Named(value)
        : Type == typeof(int) ? Number(value)
        : Type == typeof(IDictionary) ? Table(value, given)
        : Truth(value) is not { } truth ? null
        : Type == typeof(bool) ? truth : new SwitchParameter(truth);

    // Not the engine's conversion, which makes a third value of two names with a comma.
    private object? Named(object value) => value.GetType() == Type ? value
        : value is string text && Enum.GetNames(Type).Contains(text.Trim(), StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse(Type, text.Trim(), ignoreCase: true)
            : null;

    // Nor this one, which reads 1450,5 as 14505 and 1.5 as 2.
    private static object? Number(object value) => value switch
    {
        string text => int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var number) ? number : null,
        byte or sbyte or short or ushort or int => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        uint or long or ulong when Convert.ToDecimal(value, CultureInfo.InvariantCulture) is >= int.MinValue and <= int.MaxValue and var whole =>
            (int)whole,
        double or float or decimal when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var real && double.IsInteger(real)
            && real is >= int.MinValue and <= int.MaxValue => (int)real,
        _ => null,
    };

    private static bool? Truth(object value) => value switch
    {
        bool truth => truth,
        SwitchParameter flag => flag.IsPresent,
        string text => bool.TryParse(text, out var truth) ? truth : null,
        byte or sbyte or short or ushort or int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture) switch { 0 => false, 1 => true, _ => null },
        _ => null,
    };

    // What ConvertFrom-Json makes of an object is a table, too.
    private static object? Table(object value, object? given)
    {
        if (value is IDictionary table)
        {
            return table;
        }

        if (given is not PSObject { BaseObject: PSCustomObject } custom)
        {
            return null;
        }

        var ordered = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in custom.Properties)
        {
            ordered[property.Name] = property.Value;
        }

        return ordered;
    }

    private ArgumentTransformationMetadataException Refused(object value) => new($"{Shown(value)} is not {Expected}.");

    // The value of a table may hold what is nobody else's business.
    private string Shown(object value) => Type == typeof(IDictionary)
        ? $"A {value.GetType().Name}"
        : $"'{DisplayText.Excerpt(value is IEnumerable several and not string ? string.Join(',', several.Cast<object?>()) : $"{value}")}'";

    private string Expected =>
        Type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(Type))}"
        : Type == typeof(int) ? "a whole number"
        : Type == typeof(IDictionary) ? "a hashtable such as @{ NAME = 'value' }"
        : "one of $true, $false";
}
