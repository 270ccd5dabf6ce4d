using System.Security.Cryptography;
using CalicoTools.Certificates.Pem;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Checks;

/// <summary>Who issued whom.</summary>
internal static class CertificateChain
{
    /// <summary>The certificates in the file of a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>At least itself.</returns>
    public static IReadOnlyList<X509Certificate> FileOf(Certificate certificate)
    {
        using var text = PemText.Parse(certificate.Name, certificate.FileBytes.Span);
        return PemReader.Certificates(text);
    }

    /// <summary>Whether a certificate is signed by another's key.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">The other.</param>
    /// <returns>True when it is.</returns>
    public static bool IsIssuedBy(X509Certificate certificate, X509Certificate issuer)
    {
        try
        {
            return certificate.IssuerDN.Equivalent(issuer.SubjectDN)
                && CertificateSignature.IsValid(certificate, issuer.SubjectPublicKeyInfo);
        }
        catch (Exception error) when (error is CryptoException or CryptographicException || Asn1Failure.Is(error))
        {
            // A key or an algorithm that is not known signs nothing that could be verified.
            return false;
        }
    }
}
