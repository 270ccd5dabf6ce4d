namespace CalicoTools;

/// <summary>One X.509 certificate of a set: what it says, never its key.</summary>
public abstract class CalicoCertificate
{
    /// <summary>Allows the engine's implementation only to derive.</summary>
    protected CalicoCertificate()
    {
    }

    /// <summary>The name of its files without ending: <c>ca</c>, <c>calico</c>, or the etcd member's.</summary>
    public abstract string Name { get; }

    /// <summary>What it is for.</summary>
    public abstract CertificateRole Role { get; }

    /// <summary>The subject, most specific part first, such as <c>CN=calico,O=example</c>.</summary>
    public abstract string Subject { get; }

    /// <summary>The issuer, written as <see cref="Subject"/>.</summary>
    public abstract string Issuer { get; }

    /// <summary>The serial number, hexadecimal, upper case.</summary>
    public abstract string SerialNumber { get; }

    /// <summary>The start of its validity.</summary>
    public abstract DateTimeOffset NotBefore { get; }

    /// <summary>The end of its validity.</summary>
    public abstract DateTimeOffset NotAfter { get; }

    /// <summary>Whole days from now to <see cref="NotAfter"/>; negative once expired.</summary>
    public int DaysLeft => (int)Math.Floor((NotAfter - DateTimeOffset.UtcNow).TotalDays);

    /// <summary>The key algorithm as the field writes it: <c>ECDSA P-256</c>, <c>RSA 2048</c>, <c>Ed25519</c>.</summary>
    public abstract string Algorithm { get; }

    /// <summary>SHA-256 of the certificate, hexadecimal, upper case, without separators.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>The DNS names, IP addresses, e-mail addresses and URIs it is valid for.</summary>
    public abstract ValueList<string> HostNames { get; }

    /// <summary>The extended key usages: <c>clientAuth</c>, <c>serverAuth</c>, otherwise the object identifier.</summary>
    public abstract ValueList<string> Usages { get; }

    /// <summary>The certificate, PEM.</summary>
    public abstract string Pem { get; }

    /// <summary>The subject.</summary>
    /// <returns><see cref="Subject"/>.</returns>
    public sealed override string ToString() => Subject;
}
