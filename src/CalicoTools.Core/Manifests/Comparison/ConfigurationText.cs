using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CalicoTools.Manifests.Comparison;

/// <summary>JSON kept as a text in a ConfigMap, placeholders in it for values that are filled in on the node.</summary>
internal static partial class ConfigurationText
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The object in it; null when it is none.</returns>
    public static JsonObject? TryRead(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{', ..])
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(
                StringOrPlaceholder().Replace(text, static match => match.Value[0] == '"' ? match.Value : $"\"{match.Value}\""))
                as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|__[A-Z0-9_]+__
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex StringOrPlaceholder();
}
