using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace CalicoTools.Certificates.Pem;

/// <summary>PEM in base64, as Secrets hold it.</summary>
internal static class EncodedPem
{
    /// <summary>Decodes base64; blanks and newlines in it are passed over.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What it encodes, to be cleared by the caller; null when it is not base64.</returns>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        var buffer = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var decoded = Base64.DecodeFromUtf8(text, buffer, out _, out var length) == OperationStatus.Done ? buffer[..length] : null;
        CryptographicOperations.ZeroMemory(buffer);
        return decoded;
    }

    /// <summary>Whether a text is base64 of PEM, where the PEM itself is meant.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is.</returns>
    public static bool IsIn(ReadOnlySpan<byte> text)
    {
        var decoded = Decode(text);
        var isPem = decoded.AsSpan().IndexOf("-----BEGIN "u8) >= 0;
        CryptographicOperations.ZeroMemory(decoded);
        return isPem;
    }
}
