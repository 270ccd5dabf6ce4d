using System.Security.Cryptography;
using CalicoTools.Certificates.Pem;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;

namespace CalicoTools.Certificates.Keys;

/// <summary>Signs certificates with a private key; RSA and EC keys on the platform. The hash follows from the key, as in cfssl.</summary>
internal sealed class KeySigner : ISignatureFactory, IDisposable
{
    private readonly AsymmetricAlgorithm _key;
    private readonly HashAlgorithmName _hash;

    private KeySigner(AsymmetricAlgorithm key, HashAlgorithmName hash, AlgorithmIdentifier algorithm)
    {
        _key = key;
        _hash = hash;
        AlgorithmDetails = algorithm;
    }

    /// <inheritdoc/>
    public object AlgorithmDetails { get; }

    /// <summary>Opens a key for signing.</summary>
    /// <param name="key">The key.</param>
    /// <returns>A signer, to be disposed of by the caller where it can be.</returns>
    public static ISignatureFactory Open(PrivateKey key)
    {
        using var text = PemText.Parse("key", key.Pem().Span);
        var block = text.Blocks.Single(static block => block.IsKey);
        if (key.PublicKey.Algorithm == "Ed25519")
        {
            return new Asn1SignatureFactory("Ed25519", KeyForm.Ed25519(block.Content));
        }

        var platform = KeyForm.OpenPlatform(block.Label, block.Content);
        return key.PublicKey switch
        {
            { RsaBits: >= 4096 } => Rsa(platform, HashAlgorithmName.SHA512, "1.2.840.113549.1.1.13"),
            { RsaBits: >= 3072 } => Rsa(platform, HashAlgorithmName.SHA384, "1.2.840.113549.1.1.12"),
            { RsaBits: not null } => Rsa(platform, HashAlgorithmName.SHA256, "1.2.840.113549.1.1.11"),
            _ => platform.KeySize switch
            {
                521 => EllipticCurve(platform, HashAlgorithmName.SHA512, "1.2.840.10045.4.3.4"),
                384 => EllipticCurve(platform, HashAlgorithmName.SHA384, "1.2.840.10045.4.3.3"),
                _ => EllipticCurve(platform, HashAlgorithmName.SHA256, "1.2.840.10045.4.3.2"),
            },
        };
    }

    /// <inheritdoc/>
    public IStreamCalculator<IBlockResult> CreateCalculator() => new Calculator(this);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static KeySigner Rsa(AsymmetricAlgorithm key, HashAlgorithmName hash, string algorithm) =>
        new(key, hash, new AlgorithmIdentifier(new DerObjectIdentifier(algorithm), DerNull.Instance));

    private static KeySigner EllipticCurve(AsymmetricAlgorithm key, HashAlgorithmName hash, string algorithm) =>
        new(key, hash, new AlgorithmIdentifier(new DerObjectIdentifier(algorithm)));

    private byte[] Sign(byte[] data) => _key switch
    {
        RSA rsa => rsa.SignData(data, _hash, RSASignaturePadding.Pkcs1),
        ECDsa curve => curve.SignData(data, _hash, DSASignatureFormat.Rfc3279DerSequence),
        _ => throw new InvalidOperationException($"{_key.GetType().Name} does not sign."),
    };

    private sealed class Calculator(KeySigner signer) : IStreamCalculator<IBlockResult>, IDisposable
    {
        private readonly MemoryStream _data = new();

        public Stream Stream => _data;

        public IBlockResult GetResult() => new SimpleBlockResult(signer.Sign(_data.ToArray()));

        public void Dispose() => _data.Dispose();
    }
}
