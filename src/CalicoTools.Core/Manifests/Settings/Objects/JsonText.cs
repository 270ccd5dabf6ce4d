namespace CalicoTools.Manifests.Settings.Objects;

/// <summary>A JSON text in Calico's ConfigMap, of which an object is edited by token: every other character stays.</summary>
/// <param name="parts">The manifest's objects.</param>
/// <param name="key">The text's key.</param>
/// <param name="select">Finds the object in it.</param>
internal sealed class JsonText(ManifestParts parts, string key, Func<string, PlaceholderJson.Node, PlaceholderJson.Node?> select)
{
    /// <summary>A value in the object.</summary>
    /// <param name="path">The names that lead to it.</param>
    /// <returns>A string's content, anything else as written; null when there is none.</returns>
    public string? Value(params string[] path)
    {
        var text = parts.ConfigText(key);
        return path.Aggregate(Find(text), static (node, name) => node?.Member(name))?.Content(text);
    }

    /// <summary>Writes a member, in place or as the last one of its object.</summary>
    /// <param name="value">The value as it is to be written, with its quotes if it is a string.</param>
    /// <param name="path">The names that lead to it.</param>
    public void Set(string value, params string[] path)
    {
        var text = parts.ConfigText(key);
        var owner = path[..^1].Aggregate(Find(text), static (node, name) => node?.Member(name));
        parts.SetConfigText(key, owner is not null && owner.IsObject(text)
            ? owner.SetMember(text, path[^1], value)
            : throw parts.Missing($"an object {string.Join('.', path[..^1])} in {key}"));
    }

    private PlaceholderJson.Node? Find(string text)
    {
        try
        {
            return select(text, PlaceholderJson.Parse(text));
        }
        catch (LooseJsonException error)
        {
            throw parts.Malformed(key, error);
        }
    }
}
