using System.Security;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Keys;
using CalicoTools.Certificates.Pem;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Issuing;

/// <summary>Reads an existing certificate authority, and refuses one whose certificates nobody would accept.</summary>
/// <param name="path">Its certificate, or several: the signer is the one that fits the key.</param>
/// <param name="keyPath">Its key.</param>
internal sealed class AuthorityReader(string path, string keyPath)
{
    /// <summary>Reads the authority.</summary>
    /// <param name="password">The key's password, if it has one.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The authority, to be disposed of by the caller.</returns>
    /// <exception cref="CertificateException">It cannot be read, or must not sign.</exception>
    public CertificateAuthority Read(SecureString? password, DateTimeOffset now, CancellationToken cancellation)
    {
        using var text = PemText.Load(path, cancellation);
        using var keyText = PemText.Load(keyPath, cancellation);
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
        if (PathRules.CheckAuthorities(chain.Select(static link => link.X509), PathRules.Purposes(CertificateRole.Client))
            .FirstOrDefault(static fault => fault.Severity == FindingSeverity.Error) is { } fault)
        {
            throw AuthorityErrors.Refused(path, fault);
        }

        foreach (var link in chain)
        {
            CheckValidity(link, now);
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
            : bundle.Where(other => CertificateChain.IsIssuedBy(certificate, other)).MaxBy(static other => other.NotAfter);

    private void CheckValidity(Certificate certificate, DateTimeOffset now)
    {
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
