using System.Security;

namespace CalicoTools.Certificates.Issuing;

/// <summary>What certificates are asked for. What is null was not said: a cfssl file says it, or the default holds.</summary>
public sealed class CertificateOptions
{
    /// <summary>The certificates of an existing authority, PEM; null for a new authority.</summary>
    public string? CAPath { get; init; }

    /// <summary>The existing authority's key, PEM.</summary>
    public string? CAKeyPath { get; init; }

    /// <summary>The password of the existing authority's key; null when it has none.</summary>
    public SecureString? CAKeyPassword { get; init; }

    /// <summary>The common name of Calico's client certificate; <c>calico</c> by default.</summary>
    public string? CommonName { get; init; }

    /// <summary>The common name of a new authority; <c>calico-ca</c> by default.</summary>
    public string? CACommonName { get; init; }

    /// <summary>The organizations in all subjects; none by default.</summary>
    public IReadOnlyList<string>? Organizations { get; init; }

    /// <summary>The kind of all new keys; ECDSA on P-256 by default.</summary>
    public KeyAlgorithm? KeyAlgorithm { get; init; }

    /// <summary>How long leaf certificates are valid; by default 365 days, or to the end of their authority where that is sooner.</summary>
    public TimeSpan? ValidFor { get; init; }

    /// <summary>How long a new authority is valid; 3650 days by default.</summary>
    public TimeSpan? CAValidFor { get; init; }

    /// <summary>The names Calico's client certificate is valid for; none by default, as a client needs none.</summary>
    public IReadOnlyList<string>? HostNames { get; init; }

    /// <summary>The etcd members to make server and peer certificates for.</summary>
    public IReadOnlyList<EtcdMember> Members { get; init; } = [];

    /// <summary>
    /// The certificates that the new ones will replace. What is not said otherwise is as in them: subject, host names and the kind of
    /// key; and etcd members among them are issued again.
    /// </summary>
    public IReadOnlyList<CalicoCertificate> Replaced { get; init; } = [];

    /// <summary>A certificate request in cfssl's JSON.</summary>
    public string? CfsslRequestPath { get; init; }

    /// <summary>A signing configuration in cfssl's JSON.</summary>
    public string? CfsslConfigPath { get; init; }

    /// <summary>The profile of the signing configuration; its <c>default</c> when this is null.</summary>
    public string? Profile { get; init; }
}
