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

    /// <summary>
    /// The type of the parameter where it takes names only, an enumeration or Boolean; others are refused with the names.
    /// </summary>
    public Type? Names { get; set; }

    /// <summary>Reads a cell.</summary>
    /// <param name="engineIntrinsics">Not used.</param>
    /// <param name="inputData">The argument.</param>
    /// <returns><see cref="Empty"/> for an empty text, a Boolean for <c>true</c> and <c>false</c>, otherwise the argument.</returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string text when string.IsNullOrWhiteSpace(text) => Empty,
            string text when bool.TryParse(text, out var truth) => truth,
            string text when Names is not null => Named(Names, text),
            Array several when Names is not null => throw Refused(Names, string.Join(',', several.Cast<object?>())),
            _ => inputData,
        };

    // Not the engine's conversion, which makes a third value of two names with a comma.
    private static object Named(Type type, string text) => Offered(type).Contains(text.Trim(), StringComparer.OrdinalIgnoreCase)
        ? Enum.Parse(type, text.Trim(), ignoreCase: true)
        : throw Refused(type, text);

    private static string[] Offered(Type type) => type.IsEnum ? Enum.GetNames(type) : ["$true", "$false"];

    private static ArgumentTransformationMetadataException Refused(Type type, string text) =>
        new($"'{text}' is none of {string.Join(", ", Offered(type))}; give one of them.");
}
