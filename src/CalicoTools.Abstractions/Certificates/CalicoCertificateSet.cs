using System.Security;

namespace CalicoTools;

/// <summary>
/// The certificates of one Calico installation on etcd: the certificate authority, Calico's client certificate, and one
/// certificate per etcd member where they were asked for. Its keys show in no property but <see cref="EtcdKey"/>.
/// </summary>
public abstract class CalicoCertificateSet
{
    /// <summary>Allows the engine's implementation only to derive.</summary>
    protected CalicoCertificateSet()
    {
    }

    /// <summary>The folder it was read from or written to; null when it is in memory only.</summary>
    public abstract string? Path { get; }

    /// <summary>The certificate authority that issued the others.</summary>
    public abstract CalicoCertificate CA { get; }

    /// <summary>Calico's client certificate.</summary>
    public abstract CalicoCertificate Client { get; }

    /// <summary>The etcd members' certificates, by name; empty when none were asked for.</summary>
    public abstract ValueList<CalicoCertificate> Members { get; }

    /// <summary>All of them: the authority, the client, the members.</summary>
    public ValueList<CalicoCertificate> Certificates => [CA, Client, .. Members];

    /// <summary>The value of <c>etcd-ca</c> in the Secret: base64 of the authority's PEM, on one line.</summary>
    public abstract string EtcdCa { get; }

    /// <summary>The value of <c>etcd-cert</c> in the Secret: base64 of the client certificate's PEM, on one line.</summary>
    public abstract string EtcdCert { get; }

    /// <summary>The value of <c>etcd-key</c> in the Secret: base64 of the client key's PEM, on one line.</summary>
    public abstract SecureString EtcdKey { get; }

    /// <summary>The earliest end of validity in the set.</summary>
    public DateTimeOffset NotAfter => Certificates.Min(static certificate => certificate.NotAfter);

    /// <summary>The fewest days left in the set.</summary>
    public int DaysLeft => Certificates.Min(static certificate => certificate.DaysLeft);

    /// <summary>The set's identity.</summary>
    /// <returns>The client's subject and the folder.</returns>
    public sealed override string ToString() => Path is null ? Client.Subject : $"{Client.Subject} ({Path})";
}
