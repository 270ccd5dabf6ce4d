using System.Security.Cryptography;
using CalicoTools.Certificates.Pem;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Keys;

/// <summary>Makes keys, in the PEM forms cfssl writes; RSA and EC keys come from the platform, which is several times faster.</summary>
internal static class KeyMaker
{
    /// <summary>The smallest RSA key that is accepted, in bits.</summary>
    public const int SmallestRsaKey = 2048;

    /// <summary>Makes a key.</summary>
    /// <param name="algorithm">What kind of key.</param>
    /// <returns>The key, to be disposed of by the caller.</returns>
    public static PrivateKey Make(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.ECDsaP256 => MakeEllipticCurve(ECCurve.NamedCurves.nistP256),
        KeyAlgorithm.ECDsaP384 => MakeEllipticCurve(ECCurve.NamedCurves.nistP384),
        KeyAlgorithm.ECDsaP521 => MakeEllipticCurve(ECCurve.NamedCurves.nistP521),
        KeyAlgorithm.RSA2048 => MakeRsa(2048),
        KeyAlgorithm.RSA3072 => MakeRsa(3072),
        KeyAlgorithm.RSA4096 => MakeRsa(4096),
        KeyAlgorithm.Ed25519 => MakeEd25519(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, null),
    };

    private static PrivateKey MakeRsa(int bits)
    {
        using var key = RSA.Create(bits);
        return Pack(KeyForm.Rsa, key.ExportRSAPrivateKey(), key.ExportSubjectPublicKeyInfo());
    }

    private static PrivateKey MakeEllipticCurve(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return Pack(KeyForm.EllipticCurve, key.ExportECPrivateKey(), key.ExportSubjectPublicKeyInfo());
    }

    private static PrivateKey MakeEd25519()
    {
        // The bare key: with the public key beside it, as BouncyCastle writes PKCS#8 by itself, OpenSSL 3.0 cannot read it.
        var key = new Ed25519PrivateKeyParameters(new SecureRandom());
        var seed = key.GetEncoded();
        var info = new PrivateKeyInfo(new AlgorithmIdentifier(new DerObjectIdentifier(Oids.Ed25519)), new DerOctetString(seed));
        CryptographicOperations.ZeroMemory(seed);
        var publicKey = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key.GeneratePublicKey());
        return Pack(KeyForm.Pkcs8, info.GetEncoded(), publicKey.GetEncoded());
    }

    private static PrivateKey Pack(string form, byte[] content, byte[] publicKey)
    {
        var pem = PemText.Encode(form, content);
        CryptographicOperations.ZeroMemory(content);
        return new PrivateKey(pem, new PublicKey(SubjectPublicKeyInfo.GetInstance(publicKey)));
    }
}
