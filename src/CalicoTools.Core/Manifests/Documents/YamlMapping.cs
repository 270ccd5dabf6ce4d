using System.Diagnostics.CodeAnalysis;

namespace CalicoTools.Manifests.Documents;

/// <summary>A mapping, its entries in the order of the text.</summary>
internal sealed class YamlMapping(int start, int end, bool flow) : YamlCollection(start, end, flow)
{
    // To walk over this many entries costs less than a table of their names.
    private const int Few = 8;

    private Dictionary<string, YamlEntry>? _byName;

    /// <summary>The entries; new ones come in by <see cref="TryAdd"/>.</summary>
    public List<YamlEntry> Entries { get; } = [];

    /// <summary>Finds an entry by its key as Kubernetes reads it.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value; null when there is no such entry.</returns>
    public YamlNode? Find(string key) => Entry(key)?.Value;

    /// <summary>Adds an entry at the end.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="other">The entry that has its key already, if there is one.</param>
    /// <returns>Whether there was none, and the entry was added.</returns>
    public bool TryAdd(YamlEntry entry, [NotNullWhen(false)] out YamlEntry? other)
    {
        other = Entry(entry.Name);
        if (other is not null)
        {
            return false;
        }

        Entries.Add(entry);
        if (Entries.Count > Few)
        {
            _byName ??= Entries.ToDictionary(static known => known.Name, StringComparer.Ordinal);
            _byName[entry.Name] = entry;
        }

        return true;
    }

    private YamlEntry? Entry(string name)
    {
        if (_byName is not null)
        {
            return _byName.GetValueOrDefault(name);
        }

        foreach (var entry in Entries)
        {
            if (entry.Name == name)
            {
                return entry;
            }
        }

        return null;
    }
}
