using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CalicoTools.Certificates.Pem;

namespace CalicoTools.Etcd;

/// <summary>The certificate a client shows to etcd, and the authority it trusts. Holds a key that nothing shows.</summary>
internal sealed class EtcdIdentity : IDisposable
{
    private readonly X509Certificate2 _client;

    private EtcdIdentity(X509Certificate2Collection authorities, X509Certificate2 client, X509Certificate2Collection chain)
    {
        Authorities = authorities;
        _client = client;
        Client = SslStreamCertificateContext.Create(client, chain, offline: true);
    }

    /// <summary>The authorities whose certificates are trusted.</summary>
    public X509Certificate2Collection Authorities { get; }

    /// <summary>The client's certificate with its key.</summary>
    public SslStreamCertificateContext Client { get; }

    /// <summary>Loads an identity.</summary>
    /// <param name="authority">The authority's certificates.</param>
    /// <param name="certificate">The client's certificate, and those that lead from it to the authority.</param>
    /// <param name="key">The client's key.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="CryptographicException">This platform cannot use it, as an Ed25519 key.</exception>
    public static EtcdIdentity Load(PemText authority, PemText certificate, PemText key)
    {
        var authorities = Certificates(authority);
        var chain = Certificates(certificate);
        var secret = new char[Encoding.ASCII.GetMaxCharCount(key.Bytes.Length)];
        try
        {
            var length = Encoding.ASCII.GetChars(key.Bytes.Span, secret);
            using var leaf = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(certificate.Bytes.Span), secret.AsSpan(0, length));

            // Windows cannot use a key that was only ever in memory; the way through PKCS#12 does no harm elsewhere.
            var archive = leaf.Export(X509ContentType.Pkcs12);
            try
            {
                return new EtcdIdentity(authorities, X509CertificateLoader.LoadPkcs12(archive, null), chain);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(archive);
            }
        }
        catch (ArgumentException error)
        {
            throw new CryptographicException("The key is not the certificate's.", error);
        }
        finally
        {
            Array.Clear(secret);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Who the client is.</summary>
    /// <returns>The subject of its certificate.</returns>
    public override string ToString() => _client.Subject;

    private static X509Certificate2Collection Certificates(PemText text)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(Encoding.ASCII.GetString(text.Bytes.Span));
        return certificates;
    }
}
