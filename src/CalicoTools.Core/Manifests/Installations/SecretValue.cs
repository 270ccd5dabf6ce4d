using System.Security.Cryptography;
using System.Text;
using CalicoTools.Certificates.Pem;

namespace CalicoTools.Manifests.Installations;

/// <summary>A value of a Secret on its way from base64 to PEM.</summary>
internal static class SecretValue
{
    private const string PemMark = "-----BEGIN ";

    /// <summary>Reads a value of <c>data</c>.</summary>
    /// <param name="encoded">The value.</param>
    /// <param name="key">Its key.</param>
    /// <param name="report">Is told what is wrong with it.</param>
    /// <returns>The PEM text, to be disposed of by the caller; null when it is none, which was reported.</returns>
    public static PemText? ReadEncoded(string encoded, string key, Action<SecretFault, string> report)
    {
        // Kubernetes passes over newlines in base64, not over blanks.
        var value = encoded.Trim();
        var joined = value.ReplaceLineEndings("");
        if (joined.Contains(PemMark, StringComparison.Ordinal))
        {
            report(SecretFault.NotBase64, $"{key} is PEM as it is, not base64 of it");
            return null;
        }

        var decoded = joined.Contains(' ') ? null : EncodedPem.Decode(Encoding.UTF8.GetBytes(joined));
        if (decoded is null)
        {
            report(SecretFault.NotBase64, joined.Contains(' ') ? $"{key} has blanks in it" : $"{key} is cut or has other characters in it");
            return null;
        }

        if (joined.Length < value.Length)
        {
            report(SecretFault.Wrapped, $"{key} is broken over {value.AsSpan().Count('\n') + 1} lines");
        }

        try
        {
            return ReadPlain(decoded, key, report);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decoded);
        }
    }

    /// <summary>Reads what a value encodes.</summary>
    /// <param name="content">The content.</param>
    /// <param name="key">Its key.</param>
    /// <param name="report">Is told what is wrong with it.</param>
    /// <returns>The PEM text, to be disposed of by the caller; null when it is none, which was reported.</returns>
    public static PemText? ReadPlain(ReadOnlySpan<byte> content, string key, Action<SecretFault, string> report)
    {
        if (EncodedPem.IsIn(content))
        {
            report(SecretFault.Doubled, $"{key} decodes to base64 again");
            return null;
        }

        try
        {
            return PemText.Parse(key, content);
        }
        catch (CertificateException error)
        {
            report(SecretFault.NotPem, error.Message);
            return null;
        }
    }
}
