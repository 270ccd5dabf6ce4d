using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Binding;

/// <summary>Reads etcd members as people write them: names, or a hashtable of members and their names.</summary>
internal static class EtcdHosts
{
    /// <summary>Reads the argument.</summary>
    /// <param name="argument">A name, a list of names, or a hashtable <c>@{ member = names }</c>.</param>
    /// <returns>The members; those of a hashtable that is not ordered by their names.</returns>
    public static IReadOnlyList<EtcdMember> Read(object? argument) => Unwrap(argument) switch
    {
        null => [],
        IDictionary named => [.. Entries(named).Select(static entry => EtcdMember.Named(Text(entry.Key), Texts(entry.Value)))],
        var hosts => [.. Texts(hosts).Select(EtcdMember.FromHost)],
    };

    private static IEnumerable<DictionaryEntry> Entries(IDictionary named)
    {
        var entries = named.Cast<DictionaryEntry>();
        return named is Hashtable ? entries.OrderBy(static entry => Text(entry.Key), StringComparer.Ordinal) : entries;
    }

    private static IEnumerable<string> Texts(object? value) => Unwrap(value) switch
    {
        null => [],
        string text => [text],
        IEnumerable several => several.Cast<object?>().Select(Text),
        var other => [Text(other)],
    };

    private static string Text(object? value) => Convert.ToString(Unwrap(value), CultureInfo.InvariantCulture) ?? "";

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
