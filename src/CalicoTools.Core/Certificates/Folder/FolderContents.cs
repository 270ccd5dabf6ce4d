using System.Security.Cryptography;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Keys;
using CalicoTools.Certificates.Pem;
using CalicoTools.Files;
using CalicoTools.Input;

namespace CalicoTools.Certificates.Folder;

/// <summary>Everything in a folder that belongs to a set, as far as it can be read.</summary>
internal sealed class FolderContents : IDisposable
{
    private readonly string _path;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, PrivateKey> _keys = new(StringComparer.Ordinal);
    private readonly List<CalicoToolsException> _problems = [];
    private readonly Dictionary<string, byte[]> _etcdValues = new(StringComparer.Ordinal);

    private FolderContents(string path, CancellationToken cancellation)
    {
        _path = path;
        _cancellation = cancellation;
        var client = ReadIfThere(FileNames.ClientName, CertificateRole.Client);
        var ca = ReadIfThere(FileNames.CAName, CertificateRole.CA, client);
        List<Certificate> members = [.. FileNames.MemberCandidates(path).Select(ReadMember).OfType<Certificate>()];
        ReadKey(FileNames.CAName);
        ReadKey(FileNames.ClientName);
        members.ForEach(member => ReadKey(member.Name));
        foreach (var name in new[] { FileNames.EtcdCa, FileNames.EtcdCert, FileNames.EtcdKey }.Where(Has))
        {
            ReadEtcdValue(name);
        }

        Set = new UncheckedSet(path, ca, client, members, _keys);
    }

    /// <summary>The certificates and keys.</summary>
    public UncheckedSet Set { get; }

    /// <summary>Why files could not be read.</summary>
    public IReadOnlyList<CalicoToolsException> Problems => _problems;

    /// <summary>What the files etcd-ca, etcd-cert and etcd-key hold, by name; those that are there.</summary>
    public IReadOnlyDictionary<string, byte[]> EtcdValues => _etcdValues;

    /// <summary>The files no set can be without and that are not there.</summary>
    public IReadOnlyList<string> Missing => [.. new[] { FileNames.CA, FileNames.Client, FileNames.ClientKey }.Where(name => !Has(name))];

    /// <summary>Reads a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>Its contents, to be disposed of by the caller.</returns>
    public static FolderContents Load(string path, CancellationToken cancellation) => new(path, cancellation);

    /// <summary>Makes a set of it. The authority's key is left where it is.</summary>
    /// <returns>The set, which has the other keys from now on.</returns>
    public CertificateSet ToSet()
    {
        if (_keys.Remove(FileNames.CAName, out var key))
        {
            key.Dispose();
        }

        var keys = new Dictionary<string, PrivateKey>(_keys, StringComparer.Ordinal);
        _keys.Clear();
        return new CertificateSet(Set.CA!, Set.Client!, Set.Members, keys).WithPath(_path);
    }

    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        foreach (var value in _etcdValues.Values)
        {
            CryptographicOperations.ZeroMemory(value);
        }
    }

    private bool Has(string name) => File.Exists(In(name));

    private string In(string name) => Path.Combine(_path, name);

    private Certificate? ReadIfThere(string name, CertificateRole role, Certificate? issued = null) =>
        Has(FileNames.Certificate(name)) ? Attempt(() => Read(name, role, issued), isNeeded: true) : null;

    private Certificate Read(string name, CertificateRole role, Certificate? issued)
    {
        using var text = PemText.Load(In(FileNames.Certificate(name)), _cancellation);
        return Certificate.Read(text, name, role, issued is null ? null : candidate => CertificateChain.IsIssuedBy(issued.X509, candidate));
    }

    // A member has a server's certificate; what has no usages counts when its key lies beside it, as people keep members' files.
    private Certificate? ReadMember(string name)
    {
        var hasKey = Has(FileNames.Key(name));
        var certificate = Attempt(() => Read(name, CertificateRole.Member, issued: null), isNeeded: hasKey);
        var isMember = certificate is not null && certificate.X509.GetBasicConstraints() < 0
            && (certificate.Usages.Contains("serverAuth") || (certificate.Usages.Count == 0 && hasKey));
        return isMember ? certificate : null;
    }

    private void ReadKey(string name)
    {
        if (Has(FileNames.Key(name)) && Attempt(() => LoadKey(name), isNeeded: true) is { } key)
        {
            _keys.Add(name, key);
        }
    }

    private PrivateKey? LoadKey(string name)
    {
        using var text = PemText.Load(In(FileNames.Key(name)), _cancellation);
        var isLocked = name == FileNames.CAName && text.Blocks.Any(static block => block.IsKey && KeyDecryption.IsEncrypted(block));
        return isLocked ? null : PemReader.Key(text, password: null);
    }

    private void ReadEtcdValue(string name)
    {
        var value = Attempt(
            () => FileErrors.Explained(In(name), () => InputFile.ReadBytes(In(name), InputKind.Certificates, _cancellation)), isNeeded: true);
        if (value is not null)
        {
            _etcdValues.Add(name, value);
        }
    }

    private T? Attempt<T>(Func<T?> read, bool isNeeded)
        where T : class
    {
        try
        {
            return read();
        }
        catch (CalicoToolsException error)
        {
            if (isNeeded)
            {
                _problems.Add(error);
            }

            return null;
        }
    }
}
