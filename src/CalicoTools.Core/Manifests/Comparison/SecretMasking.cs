using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Comparison;

/// <summary>Tells what of an object may be shown.</summary>
internal static partial class SecretMasking
{
    private static readonly string[] s_openMetadata = ["name", "namespace", "labels"];
    private static readonly string[] s_openInSecrets = ["apiVersion", "kind", "type", "immutable"];

    /// <summary>Makes a copy of an object that may be shown.</summary>
    /// <param name="json">The object.</param>
    /// <returns>The copy: the same fields, with something else in place of what is secret.</returns>
    public static JsonObject Mask(JsonObject json) =>
        json.Text("kind") == "Secret" ? MaskSecret(json) : (JsonObject)MaskNamed(json, "")!;

    private static JsonObject MaskSecret(JsonObject secret) => Map(secret, static (name, value) =>
        s_openInSecrets.Contains(name) ? value?.DeepClone()
        : name == "metadata" && value is JsonObject metadata
            ? Map(metadata, static (inner, part) => s_openMetadata.Contains(inner) ? part?.DeepClone() : MaskAll(part))
        : MaskAll(value));

    private static JsonNode? MaskAll(JsonNode? value) => value switch
    {
        null => null,
        JsonObject mapping => Map(mapping, static (_, part) => MaskAll(part)),
        JsonArray items => new JsonArray([.. items.Select(MaskAll)]),
        _ => DisplayText.NotShown,
    };

    private static JsonNode? MaskNamed(JsonNode? value, string name)
    {
        switch (value)
        {
            case JsonObject mapping when mapping.Text("name") is { } variable && IsSecretName(variable):
                return Map(mapping, (inner, part) => MaskNamed(part, inner == "value" ? variable : inner));
            case JsonObject mapping:
                return Map(mapping, static (inner, part) => MaskNamed(part, inner));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => MaskNamed(item, name))]);
            default:
                return value.Text() is { } text && IsSecret(name, text) ? DisplayText.NotShown : value?.DeepClone();
        }
    }

    // A placeholder is filled on the node and tells nothing.
    private static bool IsSecret(string name, string text) =>
        (IsSecretName(name) && text.Length > 0 && !text.StartsWith("__", StringComparison.Ordinal)) || SecretContent().IsMatch(text);

    private static bool IsSecretName(string name) => SecretName().IsMatch(name);

    private static JsonObject Map(JsonObject mapping, Func<string, JsonNode?, JsonNode?> make) =>
        new(mapping.Select(entry => KeyValuePair.Create(entry.Key, make(entry.Key, entry.Value))));

    [GeneratedRegex(@"(password|passwd|token|secret|(api|access|private)[_-]?key|(^|[_.-])(pass|psk))\z", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // A key in PEM, also in base64; a password in an address; a password or token in the text of a configuration.
    [GeneratedRegex("""
        PRIVATE\ KEY-----|LS0tLS1CRUdJTi(BQUklWQVRF|BSU0Eg|BFQyBQ|BFTkNS)|://[^/\s:@]*:[^/\s@]+@|(password|token|key-data)"?\s*[:=]\s*"?(?!__)[^\s"]
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex SecretContent();
}
