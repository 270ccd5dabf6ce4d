using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Api;

/// <summary>Reads JSON from a server, which need not be what it says it is.</summary>
internal static class ApiAnswer
{
    // A key that stands twice is no error for JsonNode before it is looked at.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads an object.</summary>
    /// <param name="json">The bytes of its JSON.</param>
    /// <returns>The object; null when it is not one, or not valid.</returns>
    public static JsonObject? Object(ReadOnlySpan<byte> json) => Node(json) as JsonObject;

    /// <summary>Reads a value.</summary>
    /// <param name="json">The bytes of its JSON.</param>
    /// <returns>The value; null when it is null, or not valid.</returns>
    public static JsonNode? Node(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: s_strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
