namespace CalicoTools.Manifests.BuiltIn.Definitions;

/// <summary>A schema as CustomResourceDefinitions contain them, while it is put together.</summary>
internal sealed class Schema
{
    /// <summary>The type: <c>string</c>, <c>object</c> and so on; null where a number and a text will do.</summary>
    public string? Type { get; set; }

    /// <summary>Whether the field with this schema has to be there.</summary>
    public bool Required { get; set; }

    /// <summary>The fields of an object.</summary>
    public SortedDictionary<string, Schema> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>What the items of a list are.</summary>
    public Schema? Items { get; set; }

    /// <summary>What the values of a map are.</summary>
    public Schema? Values { get; set; }

    /// <summary>The choices; where there are several sets of them, all hold.</summary>
    public List<IReadOnlyList<string>> Choices { get; } = [];

    /// <summary>The rules in CEL.</summary>
    public List<SchemaRule> Rules { get; } = [];

    /// <summary>The keywords that have one value each.</summary>
    public SortedDictionary<string, string> Keywords { get; } = new(StringComparer.Ordinal);

    /// <summary>What the schema is about: the items of a list, the values of a map, otherwise the thing itself.</summary>
    public Schema Subject => Items ?? Values ?? this;

    /// <summary>A field's schema.</summary>
    /// <param name="name">The field.</param>
    /// <returns>The schema there is, otherwise a new one.</returns>
    public Schema Field(string name)
    {
        if (!Properties.TryGetValue(name, out var field))
        {
            Properties.Add(name, field = new Schema());
        }

        return field;
    }
}
