using System.Text.RegularExpressions;

namespace CalicoTools.Certificates.Issuing;

/// <summary>An etcd member to make a certificate for.</summary>
public sealed partial class EtcdMember
{
    // Names of devices to Windows, with any ending; such a file can be made on Linux, and not be copied.
    private static readonly HashSet<string> s_devices = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(static number => new[] { $"com{number}", $"lpt{number}" })],
        StringComparer.OrdinalIgnoreCase);

    // The files of every set.
    private static readonly string[] s_taken = ["ca", "calico", "etcd-ca", "etcd-cert", "etcd-key"];

    private EtcdMember(string name, IReadOnlyList<string> hostNames)
    {
        Name = name;
        HostNames = hostNames;
    }

    /// <summary>How a member reaches itself.</summary>
    internal static IReadOnlyList<string> LocalHosts { get; } = ["localhost", "127.0.0.1", "::1"];

    /// <summary>The member's name, in its subject and of its files.</summary>
    public string Name { get; }

    /// <summary>The names and addresses others and the member itself reach it by.</summary>
    public IReadOnlyList<string> HostNames { get; }

    /// <summary>A member that is known by a host name or address only: that names its files too.</summary>
    /// <param name="host">The host name or address.</param>
    /// <returns>The member; in its name, characters that cannot be in a file name are dashes.</returns>
    /// <exception cref="CertificateException">It is neither a host name nor an address.</exception>
    public static EtcdMember FromHost(string host)
    {
        HostName.CheckServer([host]);
        var name = NotInFileNames().Replace(HostName.Ascii(host), "-");
        return IsName(name) ? Named(name, [host]) : throw IssuingErrors.HostNamesNoMember(host);
    }

    /// <summary>A member with a name of its own.</summary>
    /// <param name="name">The name.</param>
    /// <param name="hosts">The names and addresses others reach it by; this machine's own are added.</param>
    /// <returns>The member.</returns>
    /// <exception cref="CertificateException">The name cannot be a file's, or a host is neither a host name nor an address.</exception>
    public static EtcdMember Named(string name, IEnumerable<string> hosts)
    {
        if (!IsName(name))
        {
            throw IssuingErrors.MemberNameInvalid(name);
        }

        List<string> all = [.. hosts.Concat(LocalHosts).Distinct(StringComparer.OrdinalIgnoreCase)];
        HostName.CheckServer(all);
        return all.Count > LocalHosts.Count ? new EtcdMember(name, all) : throw IssuingErrors.MemberWithoutHost(name);
    }

    /// <summary>The member's name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    /// <summary>Refuses members whose files would be others' files, on file systems that know no case either.</summary>
    /// <param name="members">The members.</param>
    /// <exception cref="CertificateException">Two files would have one name.</exception>
    internal static void CheckFileNames(IEnumerable<EtcdMember> members)
    {
        var taken = s_taken.ToDictionary(static name => name, static _ => "Calico or its CA", StringComparer.OrdinalIgnoreCase);
        foreach (var member in members)
        {
            if (!taken.TryAdd(member.Name, member.Name))
            {
                throw IssuingErrors.MemberNameTaken(member.Name, taken[member.Name]);
            }
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= DistinguishedName.LongestCommonName && !NotInFileNames().IsMatch(name)
        && name[0] is not ('.' or '-') && name[^1] != '.' && !s_devices.Contains(name.Split('.')[0]) && !OtherFiles().IsMatch(name);

    // NAME-key.pem would be taken for a key, and ca-12345678.pem for an authority kept aside.
    [GeneratedRegex("-key$|^ca-[0-9a-f]{8}(-[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OtherFiles();

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInFileNames();
}
