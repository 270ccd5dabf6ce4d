using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Checks;

/// <summary>Verifies a certificate's signature, by the platform where it can: it is many times faster than BouncyCastle.</summary>
internal static class CertificateSignature
{
    private static readonly Dictionary<string, HashAlgorithmName> s_hashes = new()
    {
        [X9ObjectIdentifiers.ECDsaWithSha256.Id] = HashAlgorithmName.SHA256,
        [X9ObjectIdentifiers.ECDsaWithSha384.Id] = HashAlgorithmName.SHA384,
        [X9ObjectIdentifiers.ECDsaWithSha512.Id] = HashAlgorithmName.SHA512,
        [PkcsObjectIdentifiers.Sha256WithRsaEncryption.Id] = HashAlgorithmName.SHA256,
        [PkcsObjectIdentifiers.Sha384WithRsaEncryption.Id] = HashAlgorithmName.SHA384,
        [PkcsObjectIdentifiers.Sha512WithRsaEncryption.Id] = HashAlgorithmName.SHA512,
    };

    /// <summary>Verifies the signature.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">The key it should be signed with.</param>
    /// <returns>Whether it is.</returns>
    /// <exception cref="CryptographicException">The key is malformed or of a kind that is not known.</exception>
    public static bool IsValid(X509Certificate certificate, SubjectPublicKeyInfo issuer)
    {
        if (!s_hashes.TryGetValue(certificate.SigAlgOid, out var hash))
        {
            return certificate.IsSignatureValid(PublicKeyFactory.CreateKey(issuer));
        }

        if (issuer.Algorithm.Algorithm.Id == Oids.Rsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(issuer.GetDerEncoded(), out _);
            return rsa.VerifyData(certificate.GetTbsCertificate(), certificate.GetSignature(), hash, RSASignaturePadding.Pkcs1);
        }

        using var curve = ECDsa.Create();
        curve.ImportSubjectPublicKeyInfo(issuer.GetDerEncoded(), out _);
        return curve.VerifyData(certificate.GetTbsCertificate(), certificate.GetSignature(), hash, DSASignatureFormat.Rfc3279DerSequence);
    }
}
