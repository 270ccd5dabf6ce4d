using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using CalicoTools.Certificates.Pem;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace CalicoTools.Certificates.Keys;

/// <summary>Decrypts keys: PKCS#8, and the older form with Proc-Type and DEK-Info headers.</summary>
internal static class KeyDecryption
{
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";
    private const string Pkcs12SchemePrefix = "1.2.840.113549.1.12.1.";

    /// <summary>Whether a key needs a password.</summary>
    /// <param name="block">The key.</param>
    /// <returns>True when it does.</returns>
    public static bool IsEncrypted(PemBlock block) => block.Label == Encrypted || block.Headers.ContainsKey("DEK-Info");

    /// <summary>Decrypts a key.</summary>
    /// <param name="text">The text the block is in.</param>
    /// <param name="block">The key.</param>
    /// <param name="password">Its password.</param>
    /// <returns>PKCS#8, to be cleared by the caller.</returns>
    /// <exception cref="CertificateException">The password is wrong, or the encryption is not known.</exception>
    public static byte[] Decrypt(PemText text, PemBlock block, SecureString password)
    {
        var characters = Characters(password);
        var octets = Octets(characters);
        try
        {
            return block.Label == Encrypted ? DecryptPkcs8(text, block, characters, octets) : DecryptLegacy(block, octets);
        }
        catch (SecurityUtilityException error)
        {
            throw PemErrors.EncryptionNotSupported(text, block, error.Message);
        }
        catch (Exception error) when (error is CryptoException || Asn1Failure.Is(error))
        {
            throw PemErrors.PasswordWrong(text, block);
        }
        finally
        {
            Array.Clear(characters);
            Array.Clear(octets);
        }
    }

    private static byte[] DecryptPkcs8(PemText text, PemBlock block, char[] characters, char[] octets)
    {
        var info = EncryptedPrivateKeyInfo.GetInstance(block.Content);
        var scheme = info.EncryptionAlgorithm;
        if (scheme.Algorithm.Equals(PkcsObjectIdentifiers.IdPbeS2)
            && PbeS2Parameters.GetInstance(scheme.Parameters).KeyDerivationFunc.Algorithm is var derivation
            && !derivation.Equals(PkcsObjectIdentifiers.IdPbkdf2))
        {
            throw PemErrors.EncryptionNotSupported(text, block, derivation.Id);
        }

        var isPkcs12 = scheme.Algorithm.Id.StartsWith(Pkcs12SchemePrefix, StringComparison.Ordinal);
        return PrivateKeyInfoFactory.CreatePrivateKeyInfo(isPkcs12 ? characters : octets, info).GetEncoded();
    }

    private static byte[] DecryptLegacy(PemBlock block, char[] octets)
    {
        using var lines = new StringReader(Encoding.ASCII.GetString(block.Text.Span));
        using var reader = new Org.BouncyCastle.OpenSsl.PemReader(lines, new Password(octets));
        var key = reader.ReadObject() is AsymmetricCipherKeyPair pair ? pair.Private : throw new PemException("no key pair");
        return PrivateKeyInfoFactory.CreatePrivateKeyInfo(key).GetEncoded();
    }

    private static char[] Characters(SecureString password)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(password);
        try
        {
            var characters = new char[password.Length];
            Marshal.Copy(pointer, characters, 0, characters.Length);
            return characters;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    // OpenSSL derives keys from the password's UTF-8 bytes; BouncyCastle from the low byte of each character it is given.
    private static char[] Octets(char[] characters)
    {
        var bytes = Encoding.UTF8.GetBytes(characters);
        var octets = Array.ConvertAll(bytes, static octet => (char)octet);
        CryptographicOperations.ZeroMemory(bytes);
        return octets;
    }

    private sealed class Password(char[] octets) : IPasswordFinder
    {
        public char[] GetPassword() => [.. octets];
    }
}
