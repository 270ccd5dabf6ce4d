using System.Security.Cryptography;
using CalicoTools.Certificates.Keys;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Issuing;

/// <summary>Builds certificates with cfssl's profile: the same extensions, in the same order, with the same criticality.</summary>
internal static class CertificateBuilder
{
    private const int SerialNumberBytes = 20;

    /// <summary>Builds the certificate of a new authority, signed by its own key.</summary>
    /// <param name="subject">Whom it is about.</param>
    /// <param name="validity">From when to when it is valid.</param>
    /// <param name="key">Its public key.</param>
    /// <param name="pathLength">How many authorities may stand between it and a leaf; null for any number.</param>
    /// <param name="signer">Its private key.</param>
    /// <returns>The certificate.</returns>
    public static X509Certificate Authority(
        DistinguishedName subject, Validity validity, PublicKey key, int? pathLength, ISignatureFactory signer)
    {
        var name = subject.Encode();
        var generator = Start(name, name, validity, key, UsageProfile.Authority);
        var constraints = pathLength is { } length ? new BasicConstraints(length) : new BasicConstraints(cA: true);
        generator.AddExtension(X509Extensions.BasicConstraints, true, constraints);
        generator.AddExtension(X509Extensions.SubjectKeyIdentifier, false, new SubjectKeyIdentifier(Identifier(key)));
        return generator.Generate(signer);
    }

    /// <summary>Builds a certificate signed by an authority.</summary>
    /// <param name="template">What it shall say.</param>
    /// <param name="validity">From when to when it is valid.</param>
    /// <param name="key">Its public key.</param>
    /// <param name="issuer">The authority's certificate.</param>
    /// <param name="signer">The authority's private key.</param>
    /// <returns>The certificate.</returns>
    public static X509Certificate Leaf(
        CertificateTemplate template, Validity validity, PublicKey key, X509Certificate issuer, ISignatureFactory signer)
    {
        var generator = Start(template.Subject.Encode(), issuer.SubjectDN, validity, key, template.Usages);
        generator.AddExtension(X509Extensions.BasicConstraints, true, new BasicConstraints(cA: false));
        generator.AddExtension(X509Extensions.SubjectKeyIdentifier, false, new SubjectKeyIdentifier(Identifier(key)));
        generator.AddExtension(X509Extensions.AuthorityKeyIdentifier, false, new AuthorityKeyIdentifier(AuthorityIdentifier(issuer)));
        if (template.HostNames is { } hostNames)
        {
            generator.AddExtension(X509Extensions.SubjectAlternativeName, false, hostNames);
        }

        return generator.Generate(signer);
    }

    private static X509V3CertificateGenerator Start(
        X509Name subject, X509Name issuer, Validity validity, PublicKey key, UsageProfile usages)
    {
        var generator = new X509V3CertificateGenerator();
        generator.SetSerialNumber(RandomSerialNumber());
        generator.SetIssuerDN(issuer);
        generator.SetSubjectDN(subject);
        generator.SetNotBefore(validity.NotBefore.UtcDateTime);
        generator.SetNotAfter(validity.NotAfter.UtcDateTime);
        generator.SetSubjectPublicKeyInfo(key.Info);
        foreach (var (id, isCritical, value) in usages.Extensions())
        {
            generator.AddExtension(id, isCritical, value);
        }

        return generator;
    }

    private static BigInteger RandomSerialNumber()
    {
        var bytes = RandomNumberGenerator.GetBytes(SerialNumberBytes);
        bytes[0] &= 0x7F;
        return new BigInteger(1, bytes);
    }

    // An authority made by plain "openssl req -x509" of old, or by other tools, may have no identifier of its own.
    private static byte[] AuthorityIdentifier(X509Certificate issuer) =>
        KeyIdentifiers.OfSubject(issuer) ?? Identifier(new PublicKey(issuer.SubjectPublicKeyInfo));

    // What identifies a key, by RFC 5280's first method; nothing rests on SHA-1 being strong here.
#pragma warning disable CA5350
    private static byte[] Identifier(PublicKey key) => SHA1.HashData(key.Info.PublicKey.GetBytes());
#pragma warning restore CA5350
}
