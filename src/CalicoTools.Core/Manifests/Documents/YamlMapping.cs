using System.Diagnostics.CodeAnalysis;

namespace CalicoTools.Manifests.Documents;

/// <summary>A mapping, its entries in the order of the text.</summary>
internal sealed class YamlMapping(int start, int end, bool flow) : YamlCollection(start, end, flow)
{
    // To walk over this many entries costs less than a table of their names.
    private const int Few = 8;

    private Dictionary<string, YamlEntry>? _byName;

    /// <summary>The entries; new ones come in by <see cref="TryAdd"/> and <see cref="Repeat"/>.</summary>
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

        Add(entry);
        return true;
    }

    /// <summary>Adds an entry whose key is there already; from now on it is the one that is found, as Kubernetes takes the last.</summary>
    /// <param name="entry">The entry.</param>
    public void Repeat(YamlEntry entry) => Add(entry);

    private void Add(YamlEntry entry)
    {
        Entries.Add(entry);
        if (_byName is not null)
        {
            _byName[entry.Name] = entry;
        }
        else if (Entries.Count > Few)
        {
            _byName = new(StringComparer.Ordinal);
            Entries.ForEach(known => _byName[known.Name] = known);
        }
    }

    private YamlEntry? Entry(string name)
    {
        if (_byName is not null)
        {
            return _byName.GetValueOrDefault(name);
        }

        for (var index = Entries.Count - 1; index >= 0; index--)
        {
            if (Entries[index].Name == name)
            {
                return Entries[index];
            }
        }

        return null;
    }
}
