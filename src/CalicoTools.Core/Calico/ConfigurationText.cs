using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoTools.Objects;

namespace CalicoTools.Calico;

/// <summary>
/// JSON kept as a text in a ConfigMap, with placeholders such as <c>__CNI_MTU__</c> in it for values that are filled in on the node.
/// </summary>
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
            return JsonNode.Parse(Filled(text, static placeholder => $"\"{placeholder}\"")) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The configuration of the CNI plugin <c>calico</c>, alone or in a list of plugins.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The plugin's object; null when the text holds none.</returns>
    public static JsonObject? CalicoPlugin(string text) => TryRead(text) is { } root
        ? root.Items("plugins").Append(root).FirstOrDefault(static plugin => plugin.Text("type") == "calico")
        : null;

    /// <summary>Fills the placeholders that stand for numbers, those outside of strings.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fill">Gives what to write for a placeholder.</param>
    /// <returns>The text without placeholders outside of strings.</returns>
    public static string Filled(string text, Func<string, string> fill) =>
        StringOrPlaceholder().Replace(text, match => match.Value[0] == '"' ? match.Value : fill(match.Value));

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|__[A-Z0-9_]+__
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex StringOrPlaceholder();
}
