using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Keys;

/// <summary>The forms a private key that is not encrypted comes in, by the label of its PEM block.</summary>
internal static class KeyForm
{
    /// <summary>PKCS#1.</summary>
    public const string Rsa = "RSA PRIVATE KEY";

    /// <summary>SEC1.</summary>
    public const string EllipticCurve = "EC PRIVATE KEY";

    /// <summary>PKCS#8.</summary>
    public const string Pkcs8 = "PRIVATE KEY";

    /// <summary>PKCS#8 under the label cfssl gives an Ed25519 key.</summary>
    private const string CfsslEd25519 = "Ed25519 PRIVATE KEY";

    /// <summary>The public half of a key.</summary>
    /// <param name="form">The label.</param>
    /// <param name="content">The key, DER.</param>
    /// <returns>The public half; of a kind that is not supported, at least what kind it is.</returns>
    /// <exception cref="CryptographicException">It is malformed.</exception>
    public static PublicKey PublicHalf(string form, byte[] content)
    {
        if (form is Pkcs8 or CfsslEd25519)
        {
            var info = PrivateKeyInfo.GetInstance(content);
            switch (info.PrivateKeyAlgorithm.Algorithm.Id)
            {
                case Oids.Ed25519:
                    return new PublicKey(SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(Ed25519(content).GeneratePublicKey()));
                case not (Oids.Rsa or Oids.EllipticCurve):
                    return new PublicKey(new SubjectPublicKeyInfo(info.PrivateKeyAlgorithm, []));
            }
        }

        using var key = OpenPlatform(form, content);
        return new PublicKey(SubjectPublicKeyInfo.GetInstance(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Hands an RSA or EC key to the platform.</summary>
    /// <param name="form">The label.</param>
    /// <param name="content">The key, DER.</param>
    /// <returns>The platform's key.</returns>
    /// <exception cref="CryptographicException">It is malformed.</exception>
    public static AsymmetricAlgorithm OpenPlatform(string form, ReadOnlySpan<byte> content)
    {
        var isRsa = form == Rsa
            || (form == Pkcs8 && PrivateKeyInfo.GetInstance(content.ToArray()).PrivateKeyAlgorithm.Algorithm.Id == Oids.Rsa);
        AsymmetricAlgorithm key = isRsa ? RSA.Create() : ECDsa.Create();
        try
        {
            switch (form, key)
            {
                case (Pkcs8, _):
                    key.ImportPkcs8PrivateKey(content, out _);
                    return key;
                case (Rsa, RSA rsa):
                    rsa.ImportRSAPrivateKey(content, out _);
                    return key;
                case (EllipticCurve, ECDsa curve):
                    curve.ImportECPrivateKey(content, out _);
                    return key;
                default:
                    throw new CryptographicException($"{form} is no known form of a key.");
            }
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Reads an Ed25519 key.</summary>
    /// <param name="content">PKCS#8.</param>
    /// <returns>The key.</returns>
    public static Ed25519PrivateKeyParameters Ed25519(byte[] content) =>
        new(Asn1OctetString.GetInstance(PrivateKeyInfo.GetInstance(content).ParsePrivateKey()).GetOctets(), 0);
}
