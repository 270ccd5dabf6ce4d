using System.Text;
using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents;

/// <summary>Writes objects as block YAML for people: keys in the order given, texts quoted only where they need it, lines as lines.</summary>
internal static class ManifestYaml
{
    /// <summary>Writes an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="newLine">The line break.</param>
    /// <returns>YAML that ends with a line break.</returns>
    public static string Write(JsonObject json, string newLine = "\n")
    {
        var text = new StringBuilder();
        WriteMapping(text, json, "", newLine);
        return text.ToString();
    }

    private static void WriteMapping(StringBuilder text, JsonObject json, string indent, string newLine)
    {
        var first = true;
        foreach (var (key, value) in json)
        {
            text.Append(first ? "" : indent).Append(ScalarText.Flow(key)).Append(':');
            WriteValue(text, value, indent, newLine);
            first = false;
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode? value, string indent, string newLine)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } json:
                text.Append(newLine).Append(indent).Append("  ");
                WriteMapping(text, json, indent + "  ", newLine);
                break;
            case JsonArray { Count: > 0 } items:
                text.Append(newLine);
                foreach (var item in items)
                {
                    text.Append(indent).Append("  -");
                    WriteItem(text, item, indent + "  ", newLine);
                }

                break;
            default:
                WriteScalar(text.Append(' '), value, indent + "  ", newLine);
                break;
        }
    }

    private static void WriteItem(StringBuilder text, JsonNode? item, string indent, string newLine)
    {
        if (item is JsonObject { Count: > 0 } json)
        {
            WriteMapping(text.Append(' '), json, indent + "  ", newLine);
        }
        else
        {
            WriteValue(text, item, indent, newLine);
        }
    }

    private static void WriteScalar(StringBuilder text, JsonNode? value, string indent, string newLine)
    {
        if (ScalarText.TryBlock(value, indent, newLine, out var block))
        {
            text.Append(block);
        }
        else
        {
            text.Append(ScalarText.Flow(value)).Append(newLine);
        }
    }
}
