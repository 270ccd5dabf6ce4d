using System.Buffers.Text;
using System.Security;
using System.Security.Cryptography;
using CalicoTools.Certificates.Keys;

namespace CalicoTools.Certificates;

/// <summary>A set of certificates with the keys that are at hand.</summary>
internal sealed class CertificateSet : CalicoCertificateSet, IDisposable
{
    private readonly IReadOnlyDictionary<string, PrivateKey> _keys;
    private SecureString? _etcdKey;

    /// <summary>Puts a set together.</summary>
    /// <param name="ca">The certificate authority.</param>
    /// <param name="client">Calico's client certificate.</param>
    /// <param name="members">The etcd members' certificates.</param>
    /// <param name="keys">The keys by their certificates' names: the client's always, others where they are at hand.</param>
    public CertificateSet(
        Certificate ca, Certificate client, IReadOnlyList<Certificate> members, IReadOnlyDictionary<string, PrivateKey> keys)
        : this(ca, client, members, keys, path: null)
    {
    }

    private CertificateSet(
        CalicoCertificate ca,
        CalicoCertificate client,
        IReadOnlyList<CalicoCertificate> members,
        IReadOnlyDictionary<string, PrivateKey> keys,
        string? path)
    {
        CA = ca;
        Client = client;
        Members = [.. members];
        _keys = keys;
        Path = path;
    }

    /// <inheritdoc/>
    public override string? Path { get; }

    /// <inheritdoc/>
    public override CalicoCertificate CA { get; }

    /// <inheritdoc/>
    public override CalicoCertificate Client { get; }

    /// <inheritdoc/>
    public override ValueList<CalicoCertificate> Members { get; }

    /// <inheritdoc/>
    public override string EtcdCa => Convert.ToBase64String(((Certificate)CA).FileBytes.Span);

    /// <inheritdoc/>
    public override string EtcdCert => Convert.ToBase64String(((Certificate)Client).FileBytes.Span);

    /// <inheritdoc/>
    public override SecureString EtcdKey => _etcdKey ??= Secure(EncodedClientKey());

    /// <summary>The certificates as the engine knows them: the authority, the client, the members.</summary>
    internal IEnumerable<Certificate> Entries => Certificates.Cast<Certificate>();

    /// <summary>The same set, read from or written to a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>A set that shares this one's certificates and keys.</returns>
    internal CertificateSet WithPath(string path) => new(CA, Client, Members, _keys, path);

    /// <summary>The key of one of the set's certificates.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The key, or null when it is not at hand; the client's always is.</returns>
    internal PrivateKey? KeyOf(CalicoCertificate certificate) => _keys.GetValueOrDefault(certificate.Name);

    /// <summary>The value of <c>etcd-key</c>: base64 of the client key's PEM, on one line.</summary>
    /// <returns>ASCII characters, to be cleared by the caller.</returns>
    internal byte[] EncodedClientKey()
    {
        var pem = _keys[Client.Name].Pem().Span;
        var encoded = new byte[Base64.GetMaxEncodedToUtf8Length(pem.Length)];
        _ = Base64.EncodeToUtf8(pem, encoded, out _, out _);
        return encoded;
    }

    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _etcdKey?.Dispose();
    }

    private static SecureString Secure(byte[] characters)
    {
        var secure = new SecureString();
        foreach (var character in characters)
        {
            secure.AppendChar((char)character);
        }

        secure.MakeReadOnly();
        CryptographicOperations.ZeroMemory(characters);
        return secure;
    }
}
