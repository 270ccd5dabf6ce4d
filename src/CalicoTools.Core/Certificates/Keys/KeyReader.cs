using System.Security;
using System.Security.Cryptography;
using CalicoTools.Certificates.Pem;

namespace CalicoTools.Certificates.Keys;

/// <summary>Reads a private key's block into a <see cref="PrivateKey"/>.</summary>
internal static class KeyReader
{
    /// <summary>Reads a key, decrypting it first where it is encrypted.</summary>
    /// <param name="text">The text the block is in.</param>
    /// <param name="block">The block.</param>
    /// <param name="password">The password; not needed when the key is not encrypted.</param>
    /// <returns>The key. A key that was not encrypted keeps its text.</returns>
    public static PrivateKey Read(PemText text, PemBlock block, SecureString? password)
    {
        if (!KeyDecryption.IsEncrypted(block))
        {
            var publicKey = PublicHalf(text, block, block.Label, block.Content);
            var file = text.Blocks.Any(static other => other.IsCertificate) ? block.Text : text.Bytes;
            return new PrivateKey(file.ToArray(), publicKey);
        }

        if (password is null || password.Length == 0)
        {
            throw PemErrors.PasswordMissing(text, block);
        }

        var decrypted = KeyDecryption.Decrypt(text, block, password);
        try
        {
            return new PrivateKey(PemText.Encode(KeyForm.Pkcs8, decrypted), PublicHalf(text, block, KeyForm.Pkcs8, decrypted));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decrypted);
        }
    }

    private static PublicKey PublicHalf(PemText text, PemBlock block, string form, byte[] content)
    {
        PublicKey key;
        try
        {
            key = KeyForm.PublicHalf(form, content);
        }
        catch (Exception error) when (error is CryptographicException || Asn1Failure.Is(error))
        {
            throw PemErrors.BadKey(text, block);
        }

        return key.IsSupported ? key : throw PemErrors.UnsupportedKey(text, block, key.Algorithm);
    }
}
