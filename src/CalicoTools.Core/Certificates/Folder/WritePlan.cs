using System.Security.Cryptography;
using System.Text;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Keys;
using CalicoTools.Files;

namespace CalicoTools.Certificates.Folder;

/// <summary>Which files of a set are written to a folder, and which stay or are kept aside. Made only when nothing is in the way.</summary>
internal sealed class WritePlan : IDisposable
{
    private readonly string _path;
    private readonly CertificateSet _set;
    private readonly FolderContents? _there;
    private readonly bool _replacesCA;

    private WritePlan(string path, CertificateSet set, FolderContents? there, bool newCA)
    {
        _path = path;
        _set = set;
        _there = there;
        _replacesCA = newCA && !HasSameCA;
    }

    private Certificate? CAThere => _there?.Set.CA;

    // Of a bundle, any of the certificates may be the one that issued.
    private bool HasSameCA => CAThere is { } there && CertificateChain.FileOf(there).Contains(((Certificate)_set.CA).X509);

    private bool KeepsCA => HasFile(FileNames.CA) && !_replacesCA;

    // Of an encrypted key it is known only that it is not one just made.
    private bool HasStrayCAKey => !HasFile(FileNames.CA) && HasFile(FileNames.CAKey) && !_replacesCA
        && (_there?.Set.Keys.GetValueOrDefault(FileNames.CAName) is { } key
            ? !key.PublicKey.Equals(((Certificate)_set.CA).PublicKey)
            : _set.KeyOf(_set.CA) is not null);

    private Certificate CAAfterwards => KeepsCA ? CAThere! : (Certificate)_set.CA;

    private IEnumerable<Certificate> Leaves => _set.Entries.Where(static entry => entry.Role != CertificateRole.CA);

    private IEnumerable<string> Replaced =>
    [
        .. FileNames.OfLeaves(Leaves.Select(static leaf => leaf.Name)),
        .. _replacesCA ? new[] { FileNames.CA, FileNames.CAKey } : [],
    ];

    /// <summary>Makes the plan.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="set">The set.</param>
    /// <param name="force">Whether existing certificates and keys are replaced.</param>
    /// <param name="newCA">Whether the authority is replaced.</param>
    /// <param name="cancellation">Stops reading what is there.</param>
    /// <returns>The plan, to be disposed of by the caller.</returns>
    /// <exception cref="CalicoToolsException">Something is in the way.</exception>
    public static WritePlan Make(string path, CertificateSet set, bool force, bool newCA, CancellationToken cancellation)
    {
        var plan = new WritePlan(path, set, Directory.Exists(path) ? FolderContents.Load(path, cancellation) : null, newCA);
        try
        {
            plan.Check(force || newCA);
            return plan;
        }
        catch
        {
            plan.Dispose();
            throw;
        }
    }

    /// <summary>Stages the files.</summary>
    /// <param name="transaction">Where they are staged.</param>
    public void Stage(FolderTransaction transaction)
    {
        if (_replacesCA)
        {
            KeepCAAside(transaction);
        }

        if (!KeepsCA)
        {
            transaction.Place(FileNames.CA, ((Certificate)_set.CA).FileBytes.Span, FileSecrecy.Public);
        }

        if (_set.KeyOf(_set.CA) is { } key && (_replacesCA || !HasFile(FileNames.CAKey)))
        {
            transaction.Place(FileNames.CAKey, key.Pem().Span, FileSecrecy.Private);
        }

        foreach (var leaf in Leaves)
        {
            transaction.Place(FileNames.Certificate(leaf.Name), leaf.FileBytes.Span, FileSecrecy.Public);
            if (_set.KeyOf(leaf) is { } leafKey)
            {
                transaction.Place(FileNames.Key(leaf.Name), leafKey.Pem().Span, FileSecrecy.Private);
            }
        }

        var encodedKey = _set.EncodedClientKey();
        var encodedCA = Convert.ToBase64String(CAAfterwards.FileBytes.Span);
        transaction.Place(FileNames.EtcdCa, Encoding.ASCII.GetBytes(encodedCA), FileSecrecy.Public);
        transaction.Place(FileNames.EtcdCert, Encoding.ASCII.GetBytes(_set.EtcdCert), FileSecrecy.Public);
        transaction.Place(FileNames.EtcdKey, encodedKey, FileSecrecy.Private);
        CryptographicOperations.ZeroMemory(encodedKey);
    }

    /// <summary>The set as it is in the folder once it is written.</summary>
    /// <returns>
    /// The set, with keys of its own and without the authority's; null when it has to be read, since other files were there before.
    /// </returns>
    public CertificateSet? Written()
    {
        if (_there is not null)
        {
            return null;
        }

        var keys = Leaves.Where(leaf => _set.KeyOf(leaf) is not null).ToDictionary(
            static leaf => leaf.Name, leaf => new PrivateKey(_set.KeyOf(leaf)!.Pem().ToArray(), leaf.PublicKey));
        return new CertificateSet((Certificate)_set.CA, (Certificate)_set.Client, [.. Leaves.Skip(1)], keys).WithPath(_path);
    }

    /// <summary>Clears the keys that were read for comparison.</summary>
    public void Dispose() => _there?.Dispose();

    private void Check(bool replaces)
    {
        if (_there is null)
        {
            return;
        }

        if (!replaces && Replaced.Where(HasFile).ToList() is { Count: > 0 } names)
        {
            throw FolderErrors.FilesExist(_path, names);
        }

        if (_there.Problems.FirstOrDefault(problem => !Replaced.Contains(Path.GetFileName($"{problem.Subject}"))) is { } stays)
        {
            throw stays;
        }

        if (KeepsCA && !HasSameCA)
        {
            throw FolderErrors.OtherAuthority(_path, CAThere!, _set.CA);
        }

        if (HasStrayCAKey)
        {
            throw FolderErrors.StrayCAKey(_path, _set.CA);
        }

        if (CertificateChecks.Contradictions(Afterwards(), new Dictionary<string, byte[]>()) is { Count: > 0 } findings)
        {
            throw FolderErrors.WouldBeInconsistent(_path, findings);
        }
    }

    private UncheckedSet Afterwards()
    {
        var keys = new Dictionary<string, PrivateKey>(_there!.Set.Keys);
        if (_replacesCA)
        {
            keys.Remove(FileNames.CAName);
        }

        foreach (var entry in _set.Entries)
        {
            if (_set.KeyOf(entry) is { } key && !(entry.Role == CertificateRole.CA && keys.ContainsKey(entry.Name)))
            {
                keys[entry.Name] = key;
            }
        }

        List<Certificate> members = [.. Leaves.Skip(1), .. _there.Set.Members.Where(there => Leaves.All(leaf => leaf.Name != there.Name))];
        return new UncheckedSet(_path, CAAfterwards, (Certificate)_set.Client, members, keys);
    }

    private void KeepCAAside(FolderTransaction transaction)
    {
        var aside = FileNames.Aside(_path, CAThere?.Fingerprint);
        if (HasFile(FileNames.CA))
        {
            transaction.KeepAside(FileNames.CA, FileNames.Certificate(aside));
        }

        if (HasFile(FileNames.CAKey))
        {
            transaction.KeepAside(FileNames.CAKey, FileNames.Key(aside));
        }
    }

    private bool HasFile(string name) => File.Exists(Path.Combine(_path, name));
}
