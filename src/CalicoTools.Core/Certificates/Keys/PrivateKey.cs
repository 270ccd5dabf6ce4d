using System.Security.Cryptography;

namespace CalicoTools.Certificates.Keys;

/// <summary>A private key, held once, as the PEM text its file has. It shows itself in nothing but <see cref="Pem"/>.</summary>
internal sealed class PrivateKey : IDisposable
{
    private readonly byte[] _pem;
    private bool _disposed;

    /// <summary>Takes a key over.</summary>
    /// <param name="pem">The file's bytes, not encrypted; cleared when this is disposed of.</param>
    /// <param name="publicKey">Its public half.</param>
    public PrivateKey(byte[] pem, PublicKey publicKey)
    {
        _pem = pem;
        PublicKey = publicKey;
    }

    /// <summary>Its public half.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>Whether a certificate is about this key.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>True when it is.</returns>
    public bool Fits(Certificate certificate) => PublicKey.Equals(certificate.PublicKey);

    /// <summary>The bytes of its file; a window of what is cleared on disposal, so not to be kept.</summary>
    /// <returns>PEM, not encrypted.</returns>
    public ReadOnlyMemory<byte> Pem()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _pem;
    }

    /// <summary>Clears the key.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_pem);
    }

    /// <summary>What kind of key it is.</summary>
    /// <returns>Such as <c>private key (ECDSA P-256)</c>.</returns>
    public override string ToString() => $"private key ({PublicKey.Algorithm})";
}
