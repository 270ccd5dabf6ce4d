using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;

namespace CalicoTools.Binding;

/// <summary>Reads environment variables from a hashtable.</summary>
internal static class EnvironmentVariables
{
    /// <summary>Reads them: in their order where the table has one, otherwise by name, so that the same table always gives the same.</summary>
    /// <param name="table">The values by name.</param>
    /// <returns>The variables; null for one to be removed.</returns>
    public static IReadOnlyList<KeyValuePair<string, string?>> Of(IDictionary table)
    {
        var variables = table.Cast<DictionaryEntry>().Select(static entry => KeyValuePair.Create(Text(entry.Key) ?? "", Text(entry.Value)));
        return table is IOrderedDictionary ? [.. variables] : [.. variables.OrderBy(static variable => variable.Key, StringComparer.Ordinal)];
    }

    private static string? Text(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        bool truth => truth ? "true" : "false",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
