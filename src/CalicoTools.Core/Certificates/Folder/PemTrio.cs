using System.Security.Cryptography;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Keys;
using CalicoTools.Certificates.Pem;
using CalicoTools.Files;
using CalicoTools.Input;

namespace CalicoTools.Certificates.Folder;

/// <summary>The three PEM files a client of etcd needs, wherever they lie.</summary>
/// <param name="caPath">The certificates of the authority of etcd's servers.</param>
/// <param name="certificatePath">The client certificate.</param>
/// <param name="keyPath">Its key.</param>
public sealed class PemTrio(string caPath, string certificatePath, string keyPath)
{
    /// <summary>Reads the files as a set.</summary>
    /// <param name="acceptOtherCA">Whether the client certificate may come from another authority than the one of the servers.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The set. Its values hold the files byte by byte.</returns>
    /// <exception cref="CalicoToolsException">A file cannot be read, is not what it is given as, or does not fit the others.</exception>
    public CalicoCertificateSet Read(bool acceptOtherCA, CancellationToken cancellation)
    {
        using var authorityText = Load(caPath, cancellation);
        using var clientText = Load(certificatePath, cancellation);
        using var keyText = Load(keyPath, cancellation);
        return Read(authorityText, clientText, keyText, acceptOtherCA);
    }

    /// <summary>Makes a set of texts that were read already.</summary>
    /// <param name="authorityText">The certificates of the authority of etcd's servers.</param>
    /// <param name="clientText">The client certificate.</param>
    /// <param name="keyText">Its key.</param>
    /// <param name="acceptOtherCA">Whether the client certificate may come from another authority than the one of the servers.</param>
    /// <returns>The set.</returns>
    internal CalicoCertificateSet Read(PemText authorityText, PemText clientText, PemText keyText, bool acceptOtherCA)
    {
        var client = Certificate.Read(clientText, FileNames.ClientName, CertificateRole.Client);
        var authority = Certificate.Read(
            authorityText, FileNames.CAName, CertificateRole.CA, candidate => CertificateChain.IsIssuedBy(client.X509, candidate));
        if (keyText.Blocks.FirstOrDefault(static block => block.IsKey && KeyDecryption.IsEncrypted(block)) is { } locked)
        {
            throw PemTrioErrors.KeyEncrypted(keyPath, locked.Line);
        }

        var key = PemReader.Key(keyText, password: null);
        try
        {
            Check(authority, client, key, acceptOtherCA);
        }
        catch
        {
            key.Dispose();
            throw;
        }

        return new CertificateSet(authority, client, [], new Dictionary<string, PrivateKey> { [FileNames.ClientName] = key });
    }

    private static PemText Load(string path, CancellationToken cancellation)
    {
        var bytes = FileErrors.Explained(path, () => InputFile.ReadBytes(path, InputKind.Certificates, cancellation));
        try
        {
            return EncodedPem.IsIn(bytes) ? throw PemTrioErrors.Encoded(path) : PemText.Parse(path, bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private void Check(Certificate authority, Certificate client, PrivateKey key, bool acceptOtherCA)
    {
        if (!key.Fits(client))
        {
            throw key.Fits(authority)
                ? PemTrioErrors.Swapped(caPath, certificatePath)
                : PemTrioErrors.KeyMismatch(keyPath, certificatePath, client);
        }

        if (!UsageRules.AllowsClientAuth(client))
        {
            throw PemTrioErrors.ClientAuthMissing(certificatePath, client);
        }

        var path = CertificatePath.Find(client, authority, PathRules.Purposes(CertificateRole.Client), now: null);
        if (path is null && !acceptOtherCA)
        {
            throw PemTrioErrors.OtherAuthority(caPath, certificatePath, client);
        }

        if (path?.Faults.FirstOrDefault(static fault => fault.Severity == FindingSeverity.Error) is { } fault)
        {
            throw PemTrioErrors.Refused(certificatePath, client, fault);
        }
    }
}
