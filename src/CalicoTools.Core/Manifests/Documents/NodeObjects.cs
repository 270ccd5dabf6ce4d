using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents;

/// <summary>Makes JSON of a syntax tree, as Kubernetes does.</summary>
internal static class NodeObjects
{
    /// <summary>The JSON of a mapping.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <returns>A new object; what is merged stands before what the mapping says itself.</returns>
    public static JsonObject ToObject(YamlMapping mapping)
    {
        var json = new JsonObject();
        foreach (var merged in mapping.Entries.Where(static entry => entry.IsMerge))
        {
            Merge(json, merged.Value);
        }

        foreach (var entry in mapping.Entries)
        {
            if (!entry.IsMerge)
            {
                json[entry.Name] = ToJson(entry.Value);
            }
        }

        return json;
    }

    /// <summary>The JSON of a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>A new value; null for null.</returns>
    public static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMapping mapping => ToObject(mapping),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(static item => ToJson(item.Value))]),
        YamlAlias alias => ToJson(alias.Target),
        YamlScalar scalar when KubernetesScalars.TryResolve(scalar, out var json) => json,
        _ => throw new ArgumentException("The tree was not read by the reader.", nameof(node)),
    };

    private static void Merge(JsonObject json, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                foreach (var (name, value) in ToObject(mapping))
                {
                    // What is merged first wins.
                    json.TryAdd(name, value?.DeepClone());
                }

                break;
            case YamlSequence sequence:
                sequence.Items.ForEach(item => Merge(json, item.Value));
                break;
            case YamlAlias alias:
                Merge(json, alias.Target);
                break;
        }
    }
}
