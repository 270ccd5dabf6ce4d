using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Apply;

/// <summary>Tells what a server writes into objects from what a manifest says.</summary>
internal static class ServerFields
{
    // Counts the changes of a DaemonSet's template, those of a dry run too.
    private const string TemplateGeneration = "deprecated.daemonset.template.generation";

    private static readonly string[] s_metadata =
        ["managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink"];

    /// <summary>Takes out what must never be sent: what only the server writes, and nulls, which would be understood as values.</summary>
    /// <param name="json">The object, which is changed.</param>
    /// <returns>The same object.</returns>
    public static JsonObject Without(JsonObject json)
    {
        Strip(json);
        RemoveNulls(json);
        return json;
    }

    /// <summary>Whether two states of an object differ in nothing but what only the server writes.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they are the same.</returns>
    public static bool AreEqual(JsonObject left, JsonObject right) => JsonNode.DeepEquals(Comparable(left), Comparable(right));

    private static JsonObject Comparable(JsonObject json)
    {
        // Not a deep copy: that of a definition's schema takes longer than the comparison.
        var copy = new JsonObject();
        foreach (var (name, value) in json)
        {
            if (name is not ("status" or "metadata"))
            {
                copy[name] = value?.DeepClone();
            }
        }

        var metadata = json["metadata"] is JsonObject known ? (JsonObject)known.DeepClone() : [];
        Array.ForEach(s_metadata, field => metadata.Remove(field));
        (metadata["annotations"] as JsonObject)?.Remove(TemplateGeneration);
        copy["metadata"] = metadata;
        return copy;
    }

    private static void Strip(JsonObject json)
    {
        json.Remove("status");
        if (json["metadata"] is JsonObject metadata)
        {
            Array.ForEach(s_metadata, field => metadata.Remove(field));
        }
    }

    private static void RemoveNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject mapping:
                foreach (var name in mapping.Where(static entry => entry.Value is null).Select(static entry => entry.Key).ToList())
                {
                    mapping.Remove(name);
                }

                foreach (var (_, value) in mapping)
                {
                    RemoveNulls(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    RemoveNulls(item);
                }

                break;
        }
    }
}
