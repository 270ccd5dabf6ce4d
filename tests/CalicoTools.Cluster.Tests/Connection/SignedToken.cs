using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Tests.Connection;

/// <summary>Tokens the cluster could have made at another time: signed by its own key.</summary>
internal static class SignedToken
{
    /// <summary>Makes another token of the same account.</summary>
    /// <param name="token">One the cluster made.</param>
    /// <param name="keyPath">The key to sign with.</param>
    /// <param name="end">Until when it is valid; it began an hour before.</param>
    public static string Create(string token, string keyPath, DateTimeOffset end)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyPath));
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        claims["iat"] = end.AddHours(-1).ToUnixTimeSeconds();
        claims["nbf"] = end.AddHours(-1).ToUnixTimeSeconds();
        claims["exp"] = end.ToUnixTimeSeconds();
        var signed = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }
}
