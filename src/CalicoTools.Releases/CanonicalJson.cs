using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CalicoTools.Releases.Adding;

/// <summary>The form in which the objects of object-hashes.tsv were hashed.</summary>
internal static class CanonicalJson
{
    /// <summary>The SHA-256 of an object's canonical form.</summary>
    public static string Hash(JsonObject json)
    {
        var text = new StringBuilder();
        Write(text, Stripped(json));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>An object without what its form leaves out: descriptions, a status, empty data of a Secret.</summary>
    public static JsonObject Stripped(JsonObject json)
    {
        var copy = json.DeepClone().AsObject();
        switch ((string?)copy["kind"])
        {
            case "Secret" when copy["data"] is null:
                copy.Remove("data");
                break;
            case "CustomResourceDefinition":
                StripDefinition(copy);
                break;
        }

        return copy;
    }

    private static void StripDefinition(JsonObject definition)
    {
        definition.Remove("status");
        var metadata = definition["metadata"]!.AsObject();
        metadata.Remove("creationTimestamp");
        if (metadata["annotations"] is JsonObject annotations)
        {
            var generated = annotations.Select(static pair => pair.Key)
                .Where(static name => name.StartsWith("controller-gen.kubebuilder.io/", StringComparison.Ordinal));
            generated.ToList().ForEach(name => annotations.Remove(name));

            if (annotations.Count == 0)
            {
                metadata.Remove("annotations");
            }
        }

        foreach (var version in definition["spec"]!["versions"]!.AsArray())
        {
            StripDescriptions(version!["schema"]);
        }
    }

    private static void StripDescriptions(JsonNode? node)
    {
        if (node is JsonObject json)
        {
            if (json["description"] is JsonValue)
            {
                json.Remove("description");
            }

            json.Select(static pair => pair.Value).ToList().ForEach(StripDescriptions);
        }
        else if (node is JsonArray items)
        {
            items.ToList().ForEach(StripDescriptions);
        }
    }

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                text.Append('{');
                foreach (var (index, (name, value)) in json.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Index())
                {
                    Quote(text.Append(index > 0 ? "," : ""), name);
                    Write(text.Append(':'), value);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                foreach (var (index, item) in items.Index())
                {
                    Write(text.Append(index > 0 ? "," : ""), item);
                }

                text.Append(']');
                break;
            case JsonValue value when value.TryGetValue<string>(out var written):
                Quote(text, written);
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' or '\\' => text.Append('\\').Append(character),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
