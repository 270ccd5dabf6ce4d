using CalicoTools.Certificates.Keys;

namespace CalicoTools.Certificates.Checks;

/// <summary>What is to be a set of certificates, as far as it could be read.</summary>
/// <param name="path">The folder it lies in; null when it is in memory only.</param>
/// <param name="ca">The certificate authority.</param>
/// <param name="client">Calico's client certificate.</param>
/// <param name="members">The etcd members' certificates.</param>
/// <param name="keys">The keys at hand, by their certificates' names.</param>
internal sealed class UncheckedSet(
    string? path,
    Certificate? ca,
    Certificate? client,
    IReadOnlyList<Certificate> members,
    IReadOnlyDictionary<string, PrivateKey> keys)
{
    /// <summary>The folder it lies in; null when it is in memory only.</summary>
    public string? Path => path;

    /// <summary>The certificate authority; null when it is missing or cannot be read.</summary>
    public Certificate? CA => ca;

    /// <summary>Calico's client certificate; null when it is missing or cannot be read.</summary>
    public Certificate? Client => client;

    /// <summary>The etcd members' certificates.</summary>
    public IReadOnlyList<Certificate> Members => members;

    /// <summary>The keys at hand, by their certificates' names.</summary>
    public IReadOnlyDictionary<string, PrivateKey> Keys => keys;

    /// <summary>The client's and the members' certificates.</summary>
    public IEnumerable<Certificate> Leaves => client is null ? members : members.Prepend(client);

    /// <summary>All certificates.</summary>
    public IEnumerable<Certificate> All => ca is null ? Leaves : Leaves.Prepend(ca);

    /// <summary>A set in memory.</summary>
    /// <param name="set">The set.</param>
    /// <returns>The same, to be checked.</returns>
    public static UncheckedSet Of(CertificateSet set) => new(
        null,
        (Certificate)set.CA,
        (Certificate)set.Client,
        [.. set.Members.Cast<Certificate>()],
        set.Certificates.Where(certificate => set.KeyOf(certificate) is not null)
            .ToDictionary(static certificate => certificate.Name, certificate => set.KeyOf(certificate)!));

    /// <summary>What findings call a certificate: its file, or its subject when it has none.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>A path or a subject.</returns>
    public string Describe(Certificate certificate) =>
        path is null ? certificate.Subject : System.IO.Path.Combine(path, Folder.FileNames.Certificate(certificate.Name));
}
