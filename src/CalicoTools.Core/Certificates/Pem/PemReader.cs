using System.Security;
using CalicoTools.Certificates.Keys;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Pem;

/// <summary>Reads certificates and keys out of PEM texts.</summary>
internal static class PemReader
{
    /// <summary>Reads all certificates of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>At least one certificate, in the text's order.</returns>
    /// <exception cref="CertificateException">There is none, or one cannot be decoded.</exception>
    public static IReadOnlyList<X509Certificate> Certificates(PemText text)
    {
        var blocks = text.Blocks.Where(static block => block.IsCertificate).ToList();
        return blocks.Count > 0 ? [.. blocks.Select(block => Decode(text, block))] : throw PemErrors.NoCertificate(text);
    }

    /// <summary>What a certificate file made of this text holds: all of it, or only its certificates when it has other blocks too.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A copy that shares nothing with the text.</returns>
    public static byte[] CertificateBytes(PemText text) => text.Blocks.Any(static block => !block.IsCertificate)
        ? [.. text.Blocks.Where(static block => block.IsCertificate).SelectMany(static block => block.Text.ToArray())]
        : text.Bytes.ToArray();

    /// <summary>Reads the one private key of a text, in any of the forms OpenSSL and cfssl write.</summary>
    /// <param name="text">The text.</param>
    /// <param name="password">Its password; not needed when it is not encrypted.</param>
    /// <returns>The key, to be disposed of by the caller.</returns>
    /// <exception cref="CertificateException">There is none or several, or it cannot be decoded or decrypted.</exception>
    public static PrivateKey Key(PemText text, SecureString? password)
    {
        var blocks = text.Blocks.Where(static block => block.IsKey).ToList();
        return blocks switch
        {
            [] => throw PemErrors.NoKey(text),
            [var block] => KeyReader.Read(text, block, password),
            [_, var second, ..] => throw PemErrors.SeveralKeys(text, second),
        };
    }

    private static X509Certificate Decode(PemText text, PemBlock block)
    {
        try
        {
            var certificate = new X509Certificate(block.Content);

            // Read here, where file and line are known: the parts of a malformed certificate fail only when they are looked at.
            _ = new Certificate("", CertificateRole.CA, certificate, default);
            _ = KeyIdentifiers.OfSubject(certificate);
            _ = KeyIdentifiers.OfIssuer(certificate);
            return certificate;
        }
        catch (Exception error) when (Asn1Failure.Is(error))
        {
            throw PemErrors.BadCertificate(text, block, error);
        }
    }
}
