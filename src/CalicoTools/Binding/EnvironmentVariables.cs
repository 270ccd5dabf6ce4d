using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace CalicoTools.Binding;

/// <summary>Reads environment variables from a hashtable.</summary>
internal static class EnvironmentVariables
{
    /// <summary>Reads them: in their order where the table has one, otherwise by name, so that equal tables give the same.</summary>
    /// <param name="table">The values by name.</param>
    /// <returns>The variables; null for one to be removed.</returns>
    public static IReadOnlyList<KeyValuePair<string, string?>> Of(IDictionary table)
    {
        var variables = table.Cast<DictionaryEntry>()
            .Select(static entry => (Name: $"{entry.Key}", entry.Value))
            .Select(static entry => KeyValuePair.Create(entry.Name, Text(entry.Name, entry.Value)));
        return [.. table is IOrderedDictionary ? variables : variables.OrderBy(static variable => variable.Key, StringComparer.Ordinal)];
    }

    private static string? Text(string name, object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger =>
            Convert.ToString(value, CultureInfo.InvariantCulture),
        var other => throw new ManifestException(
            "EnvironmentValueMalformed",
            ErrorKind.InvalidArgument,
            $"The value of {name} in -Environment is of type {other.GetType().Name}, but a string is required.",
            "Give a text, a number, $true or $false; $null removes the variable.",
            name),
    };
}
