using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Issuing;
using CalicoTools.Files;

namespace CalicoTools.Certificates.Folder;

/// <summary>
/// A folder with a set of certificates: ca.pem, ca-key.pem, calico.pem, calico-key.pem, the Secret's values etcd-ca, etcd-cert and
/// etcd-key, and NAME.pem and NAME-key.pem of each etcd member. Other files in it are left alone.
/// </summary>
public sealed class CertificateFolder
{
    private readonly CancellationToken _cancellation;

    private CertificateFolder(string path, CancellationToken cancellation) => (Path, _cancellation) = (path, cancellation);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Its authority's certificates.</summary>
    public string CAPath => System.IO.Path.Combine(Path, FileNames.CA);

    /// <summary>Its authority's key.</summary>
    public string CAKeyPath => System.IO.Path.Combine(Path, FileNames.CAKey);

    /// <summary>Whether it has an authority.</summary>
    public bool HasCA => File.Exists(CAPath);

    /// <summary>Opens a folder, existing or not; finishes what another process was killed at.</summary>
    /// <param name="path">The folder, as an absolute path.</param>
    /// <param name="cancellation">Stops reading what is in it.</param>
    /// <returns>The folder, not being written to.</returns>
    /// <exception cref="PathException">It is being written to, or cannot be recovered here.</exception>
    public static CertificateFolder Open(string path, CancellationToken cancellation)
    {
        FileErrors.Explained(path, () => SettledFolder.Settle(path));
        return new CertificateFolder(path, cancellation);
    }

    /// <summary>Reads the set. The authority's key stays on the disk; members' keys are read where they are.</summary>
    /// <returns>The set.</returns>
    /// <exception cref="CalicoToolsException">There is none, a file is malformed, or the files are not one set.</exception>
    public CalicoCertificateSet Read()
    {
        FolderErrors.ThrowIfNoFolder(Path);
        using var contents = FileErrors.Explained(Path, () => SettledFolder.Read(Path, () => FolderContents.Load(Path, _cancellation)));
        if (contents.Missing is { Count: > 0 } missing)
        {
            throw FolderErrors.Incomplete(Path, missing);
        }

        if (contents.Problems is [var first, ..])
        {
            throw first;
        }

        return CertificateChecks.Contradictions(contents.Set, contents.EtcdValues) is { Count: > 0 } findings
            ? throw FolderErrors.Inconsistent(Path, findings)
            : contents.ToSet();
    }

    /// <summary>The certificates that are there, as far as they can be read, set or not.</summary>
    /// <returns>The authority, Calico's client certificate and the etcd members'; none when there is no folder.</returns>
    /// <exception cref="PathException">The folder cannot be read.</exception>
    public IReadOnlyList<CalicoCertificate> Certificates()
    {
        if (!Directory.Exists(Path))
        {
            return [];
        }

        using var contents = FileErrors.Explained(Path, () => SettledFolder.Read(Path, () => FolderContents.Load(Path, _cancellation)));
        return [.. contents.Set.All];
    }

    /// <summary>The files there are that a set's certificates, keys and values replace; the authority's are not among them.</summary>
    /// <param name="set">The set.</param>
    /// <returns>The names of the files.</returns>
    public IReadOnlyList<string> FilesOf(CalicoCertificateSet set) =>
        Existing(set.Certificates.Where(static certificate => certificate.Role != CertificateRole.CA).Select(static leaf => leaf.Name));

    /// <summary>Tells, before any key is made, whether files of a new set are there already.</summary>
    /// <param name="members">The etcd members in the set.</param>
    /// <exception cref="CertificateException">There are such files.</exception>
    public void EnsureFree(IEnumerable<EtcdMember> members)
    {
        if (Existing(members.Select(static member => member.Name).Prepend(FileNames.ClientName)) is { Count: > 0 } names)
        {
            throw FolderErrors.FilesExist(Path, names);
        }
    }

    /// <summary>Tells, without writing, what would keep <see cref="Write"/> from it.</summary>
    /// <param name="set">The set.</param>
    /// <param name="force">Whether existing certificates and keys would be replaced.</param>
    /// <param name="newCA">Whether the authority would be replaced.</param>
    /// <exception cref="CalicoToolsException">Something is in the way.</exception>
    public void EnsureWritable(CalicoCertificateSet set, bool force, bool newCA)
    {
        using var plan = FileErrors.Explained(Path, () => WritePlan.Make(Path, (CertificateSet)set, force, newCA, _cancellation));
    }

    /// <summary>
    /// Writes a set, all of it or nothing. An authority that is there stays as it is, and so do etcd members of it that are not
    /// in the set. The authority's key is written when it is new.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="force">Whether existing certificates and keys are replaced; the authority never is by this.</param>
    /// <param name="newCA">Whether the authority is replaced, and the certificates with it; the old one's files are kept aside.</param>
    /// <returns>The set as it is in the folder now.</returns>
    /// <exception cref="CalicoToolsException">Something is in the way, or the system refuses; then nothing has changed.</exception>
    public CalicoCertificateSet Write(CalicoCertificateSet set, bool force, bool newCA)
    {
        return FileErrors.Written(Path, () =>
        {
            while (true)
            {
                using var transaction = FolderTransaction.Begin(Path);
                using var plan = WritePlan.Make(Path, (CertificateSet)set, force, newCA, _cancellation);
                plan.Stage(transaction);
                if (transaction.Commit())
                {
                    return plan.Written();
                }
            }
        }) ?? Read();
    }

    private IReadOnlyList<string> Existing(IEnumerable<string> leaves) =>
        [.. FileNames.OfLeaves(leaves).Where(name => File.Exists(System.IO.Path.Combine(Path, name)))];
}
