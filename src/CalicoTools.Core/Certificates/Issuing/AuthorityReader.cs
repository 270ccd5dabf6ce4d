using System.Security;
using CalicoTools.Certificates.Keys;
using CalicoTools.Certificates.Pem;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Issuing;

/// <summary>Reads an existing certificate authority, and refuses one whose certificates nobody would accept.</summary>
/// <param name="path">Its certificate, or several: the signer is the one that fits the key.</param>
/// <param name="keyPath">Its key.</param>
internal sealed class AuthorityReader(string path, string keyPath)
{
    private const int KeyCertSign = 5;

    /// <summary>Reads the authority.</summary>
    /// <param name="password">The key's password, if it has one.</param>
    /// <param name="now">The time.</param>
    /// <returns>The authority, to be disposed of by the caller.</returns>
    /// <exception cref="CertificateException">It cannot be read, or must not sign.</exception>
    public CertificateAuthority Read(SecureString? password, DateTimeOffset now)
    {
        using var text = PemText.Load(path);
        using var keyText = PemText.Load(keyPath);
        var bundle = PemReader.Certificates(text);
        using var key = PemReader.Key(keyText, password);
        if (key.PublicKey.RsaBits is { } bits and < KeyMaker.SmallestRsaKey)
        {
            throw IssuingErrors.RsaKeyTooSmall(keyPath, bits);
        }

        // Of a renewed authority, the bundle may hold the old certificate too.
        var signer = bundle.Where(certificate => key.PublicKey.Equals(new PublicKey(certificate.SubjectPublicKeyInfo)))
            .MaxBy(static certificate => certificate.NotAfter) ?? throw AuthorityErrors.KeyMismatch(path, keyPath);
        var fileBytes = PemReader.CertificateBytes(text);
        List<Certificate> chain = [.. Chain(signer, bundle).Select(link => new Certificate("ca", CertificateRole.CA, link, fileBytes))];
        for (var below = 0; below < chain.Count; below++)
        {
            Check(chain[below], below, now);
        }

        return new CertificateAuthority(chain, KeySigner.Open(key));
    }

    private static IEnumerable<X509Certificate> Chain(X509Certificate signer, IReadOnlyList<X509Certificate> bundle)
    {
        var seen = new HashSet<X509Certificate>();
        for (var link = signer; link is not null && seen.Add(link); link = IssuerOf(link, bundle))
        {
            yield return link;
        }
    }

    private static X509Certificate? IssuerOf(X509Certificate certificate, IReadOnlyList<X509Certificate> bundle) =>
        certificate.IssuerDN.Equivalent(certificate.SubjectDN)
            ? null
            : bundle.Where(other => other.SubjectDN.Equivalent(certificate.IssuerDN)).MaxBy(static other => other.NotAfter);

    private void Check(Certificate certificate, int below, DateTimeOffset now)
    {
        var constraints = certificate.X509.GetExtensionParsedValue(X509Extensions.BasicConstraints) is { } value
            ? BasicConstraints.GetInstance(value)
            : null;
        if (constraints is null || !constraints.IsCA())
        {
            throw AuthorityErrors.NotAuthority(path, certificate);
        }

        if (constraints.PathLenConstraintInteger?.IntPositiveValueExact is { } length && length < below)
        {
            throw AuthorityErrors.PathLengthExceeded(path, certificate, length);
        }

        if (certificate.X509.GetKeyUsage() is { } usage && (usage.Length <= KeyCertSign || !usage[KeyCertSign]))
        {
            throw AuthorityErrors.MayNotSign(path, certificate);
        }

        if (certificate.Usages.Count > 0 && !certificate.Usages.Any(static usage => usage is "clientAuth" or Oids.AnyUsage))
        {
            throw AuthorityErrors.ForbidsClientAuth(path, certificate);
        }

        if (certificate.NotAfter <= now)
        {
            throw AuthorityErrors.Expired(path, certificate);
        }

        if (certificate.NotBefore > now)
        {
            throw AuthorityErrors.NotYetValid(path, certificate);
        }
    }
}
