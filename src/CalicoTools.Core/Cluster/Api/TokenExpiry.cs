using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Api;

/// <summary>Reads from a token until when it is valid.</summary>
internal static class TokenExpiry
{
    /// <summary>Reads it.</summary>
    /// <param name="authorization">What a request was authorised by.</param>
    /// <returns>The time; null when it is no token that tells.</returns>
    public static DateTime? Of(AuthenticationHeaderValue? authorization)
    {
        if (authorization is not { Scheme: "Bearer", Parameter: { } token } || token.Split('.') is not [_, var claims, _])
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(claims)) is JsonObject json && json["exp"] is JsonValue end &&
                end.TryGetValue(out long seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
                : null;
        }
        catch (Exception error) when (error is FormatException or JsonException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
