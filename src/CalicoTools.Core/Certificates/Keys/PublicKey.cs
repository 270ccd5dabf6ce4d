using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace CalicoTools.Certificates.Keys;

/// <summary>A public key: what it is, and whether it is the same as another.</summary>
internal sealed class PublicKey : IEquatable<PublicKey>
{
    private readonly string _algorithm;
    private readonly string? _curve;
    private readonly byte[] _bits;

    /// <summary>Reads a public key.</summary>
    /// <param name="info">The key as certificates hold it.</param>
    public PublicKey(SubjectPublicKeyInfo info)
    {
        Info = info;
        _algorithm = info.Algorithm.Algorithm.Id;
        _curve = _algorithm == Oids.EllipticCurve ? (info.Algorithm.Parameters as DerObjectIdentifier)?.Id : null;
        _bits = info.PublicKey.GetBytes();
        RsaBits = _algorithm == Oids.Rsa ? RsaPublicKeyStructure.GetInstance(info.ParsePublicKey()).Modulus.BitLength : null;
    }

    /// <summary>The key as certificates hold it.</summary>
    public SubjectPublicKeyInfo Info { get; }

    /// <summary>The length of an RSA key's modulus in bits; null for other keys.</summary>
    public int? RsaBits { get; }

    /// <summary>Whether etcd and Calico can use such a key.</summary>
    public bool IsSupported => _algorithm is Oids.Rsa or Oids.Ed25519 || _curve is Oids.P256 or Oids.P384 or Oids.P521;

    /// <summary>The kind of key as the field writes it.</summary>
    public string Algorithm => (_algorithm, _curve) switch
    {
        (Oids.Rsa, _) => $"RSA {RsaBits}",
        (Oids.Ed25519, _) => "Ed25519",
        (Oids.EllipticCurve, Oids.P256) => "ECDSA P-256",
        (Oids.EllipticCurve, Oids.P384) => "ECDSA P-384",
        (Oids.EllipticCurve, Oids.P521) => "ECDSA P-521",
        (Oids.EllipticCurve, null) => "ECDSA on explicit parameters",
        (Oids.EllipticCurve, var curve) => $"ECDSA {curve}",
        var (other, _) => other,
    };

    /// <summary>The way to make another of this kind; null when no such keys are made here.</summary>
    public KeyAlgorithm? Maker => (_algorithm, _curve, RsaBits) switch
    {
        (Oids.Rsa, _, 2048) => KeyAlgorithm.RSA2048,
        (Oids.Rsa, _, 3072) => KeyAlgorithm.RSA3072,
        (Oids.Rsa, _, 4096) => KeyAlgorithm.RSA4096,
        (Oids.Ed25519, _, _) => KeyAlgorithm.Ed25519,
        (Oids.EllipticCurve, Oids.P256, _) => KeyAlgorithm.ECDsaP256,
        (Oids.EllipticCurve, Oids.P384, _) => KeyAlgorithm.ECDsaP384,
        (Oids.EllipticCurve, Oids.P521, _) => KeyAlgorithm.ECDsaP521,
        _ => null,
    };

    /// <inheritdoc/>
    public bool Equals(PublicKey? other) =>
        other is not null && _algorithm == other._algorithm && _curve == other._curve && _bits.AsSpan().SequenceEqual(other._bits);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_algorithm, _bits.Length, _bits.Length == 0 ? 0 : _bits[^1]);

    /// <inheritdoc/>
    public override string ToString() => Algorithm;
}
