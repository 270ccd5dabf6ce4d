using CalicoTools.Certificates.Keys;
using Org.BouncyCastle.Crypto;

namespace CalicoTools.Certificates.Issuing;

/// <summary>A certificate authority that can sign.</summary>
/// <param name="chain">The signing certificate, then those above it as far as they are known.</param>
/// <param name="signer">Its key; disposed of with it.</param>
internal sealed class CertificateAuthority(IReadOnlyList<Certificate> chain, ISignatureFactory signer) : IDisposable
{
    /// <summary>The signing certificate.</summary>
    public Certificate Certificate => chain[0];

    /// <summary>From when to when it and all that is known above it are valid.</summary>
    public Validity Validity => new(chain.Max(static link => link.NotBefore), chain.Min(static link => link.NotAfter));

    /// <summary>Makes a new authority.</summary>
    /// <param name="name">The name of its files without ending.</param>
    /// <param name="subject">Whom it is about.</param>
    /// <param name="validity">From when to when it is valid.</param>
    /// <param name="pathLength">How many authorities may stand between it and a leaf; null for any number.</param>
    /// <param name="key">Its key; not disposed of with it.</param>
    /// <returns>The authority.</returns>
    public static CertificateAuthority Create(
        string name, DistinguishedName subject, Validity validity, int? pathLength, PrivateKey key)
    {
        var signer = KeySigner.Open(key);
        var x509 = CertificateBuilder.Authority(subject, validity, key.PublicKey, pathLength, signer);
        return new CertificateAuthority([Certificate.Create(name, CertificateRole.CA, x509)], signer);
    }

    /// <summary>Signs a certificate.</summary>
    /// <param name="template">What it shall say.</param>
    /// <param name="validity">From when to when it is valid.</param>
    /// <param name="key">Its key.</param>
    /// <returns>The certificate; its file also holds what leads from it to a root, without the root.</returns>
    public Certificate Sign(CertificateTemplate template, Validity validity, PrivateKey key)
    {
        var x509 = CertificateBuilder.Leaf(template, validity, key.PublicKey, Certificate.X509, signer);
        return Certificate.Create(
            template.Name, template.Role, x509, chain.Where(static link => !link.IsSelfIssued).Select(static link => link.X509));
    }

    /// <inheritdoc/>
    public void Dispose() => (signer as IDisposable)?.Dispose();
}
