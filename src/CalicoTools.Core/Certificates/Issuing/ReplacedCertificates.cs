namespace CalicoTools.Certificates.Issuing;

/// <summary>The certificates that those to be issued will replace, and keep the identity of.</summary>
/// <param name="certificates">What is there now, as far as it can be read.</param>
internal sealed class ReplacedCertificates(IReadOnlyList<CalicoCertificate> certificates)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(100 * 365);

    private readonly List<Certificate> _members =
        [.. certificates.Cast<Certificate>().Where(static certificate => certificate.Role == CertificateRole.Member)];

    /// <summary>The authority; null when there is none.</summary>
    public Certificate? Authority => Of(CertificateRole.CA);

    /// <summary>Calico's client certificate; null when there is none.</summary>
    public Certificate? Client => Of(CertificateRole.Client);

    /// <summary>The etcd members that are to be issued again without being asked for.</summary>
    public IEnumerable<Certificate> Members => _members.Where(IsOwn);

    /// <summary>What serves TLS and may be anybody's, so that it is issued again only when it is asked for.</summary>
    public IEnumerable<Certificate> Strangers => _members.Where(static member => !IsOwn(member));

    /// <summary>The certificate of a member.</summary>
    /// <param name="name">The member's name; file systems may know no case.</param>
    /// <returns>The certificate; null when there is none.</returns>
    public Certificate? Member(string name) =>
        _members.Find(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// How long the longest of them was made valid for; null when none tells, since it ended with its CA or has no end to speak of.
    /// </summary>
    public TimeSpan? Validity => Members.Append(Client).OfType<Certificate>()
        .Where(leaf => leaf.NotAfter != Authority?.NotAfter)
        .Select(static leaf => leaf.NotAfter - leaf.NotBefore)
        .Where(static length => length > Issuing.Validity.UsualBackdate && length <= s_longest)
        .Select(static length => (TimeSpan?)length)
        .Max();

    // A folder of cluster certificates may hold the API server's too, whose key must never be replaced in passing.
    private static bool IsOwn(Certificate member) =>
        DistinguishedName.Of(member.X509.SubjectDN).CommonName == member.Name
        && member.Usages.Contains("serverAuth") && member.Usages.Contains("clientAuth")
        && EtcdMember.LocalHosts.All(host => member.HostNames.Contains(host, StringComparer.OrdinalIgnoreCase));

    private Certificate? Of(CertificateRole role) =>
        certificates.Cast<Certificate>().FirstOrDefault(certificate => certificate.Role == role);
}
