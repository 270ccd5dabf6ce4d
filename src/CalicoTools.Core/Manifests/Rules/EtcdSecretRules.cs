using System.Globalization;
using CalicoTools.Certificates;
using CalicoTools.Certificates.Checks;
using CalicoTools.Manifests.Installations;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of what the Secret with the certificates for etcd holds.</summary>
internal static class EtcdSecretRules
{
    private const string MakeAnew = "Make the Secret with New-CalicoEtcdSecret, or fill it with Set-CalicoManifest -EtcdCertificate.";
    private const string Renew = "Issue another with New-CalicoCerts and fill the Secret again.";
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        Value(SecretFault.NotBase64, FindingSeverity.Error, "A value of the Secret is not base64."),
        Value(SecretFault.Wrapped, FindingSeverity.Warning, "A value of the Secret is base64 broken over lines."),
        Value(SecretFault.Doubled, FindingSeverity.Error, "A value of the Secret is base64 of base64."),
        Value(SecretFault.NotPem, FindingSeverity.Error, "A value of the Secret does not encode what its key promises."),
        Value(SecretFault.Swapped, FindingSeverity.Error, "A value of the Secret stands under another's key."),
        Value(
            SecretFault.ForeignBlock,
            FindingSeverity.Error,
            "etcd-ca has more than certificates in it, such as a key, and etcd's client refuses all of it."),
        Value(SecretFault.KeyEncrypted, FindingSeverity.Error, "The key in the Secret needs a password, which Calico cannot be given."),
        new(
            KeyRules.Mismatch,
            FindingSeverity.Error,
            "The key in the Secret is not that of the certificate.",
            MakeAnew,
            static installation => installation.EtcdSecret is { Key: { } key, Client: { } client } secret && !key.Equals(client.PublicKey)
                ? [secret.Report(client, $"is about another {client.Algorithm} key than etcd-key")]
                : []),
        new(
            ChainRules.NotIssuedByCA,
            FindingSeverity.Warning,
            "The certificate in the Secret is not from the CA beside it, which is right only for an etcd that has two.",
            MakeAnew,
            static installation => installation.EtcdSecret is { Client: { } client, IsOfAnotherAuthority: true } secret
                ? [secret.Report(client, $"is from {client.Issuer}")]
                : []),
        new(
            UsageRules.ClientAuth,
            FindingSeverity.Error,
            "The certificate in the Secret is not for clients: its extended key usage lacks clientAuth.",
            Renew,
            static installation => installation.EtcdSecret is { Client: { } client } secret && !UsageRules.AllowsClientAuth(client)
                ? [secret.Report(client, $"is for {string.Join(", ", client.Usages)}")]
                : []),
        .. PathRules.All.Where(static rule => rule.Severity == FindingSeverity.Error).Select(static rule => new ManifestRule(
            rule.RuleId,
            rule.Severity,
            rule.Message,
            Renew,
            installation => installation.EtcdSecret is { Client: { } client } secret
                ? secret.PathFaults
                    .Where(fault => fault.RuleId == rule.RuleId)
                    .Select(fault => secret.Report(client, $"is refused. {fault.Message}"))
                : [])),
        Validity(
            "CertificateExpired",
            FindingSeverity.Error,
            "A certificate in the Secret has expired.",
            static (certificate, now) => certificate.NotAfter < now ? $"expired on {Day(certificate.NotAfter)}" : null),
        Validity(
            "CertificateExpiring",
            FindingSeverity.Warning,
            "A certificate in the Secret expires within 30 days.",
            static (certificate, now) => certificate.NotAfter >= now && certificate.NotAfter < now + s_soon
                ? $"expires on {Day(certificate.NotAfter)}"
                : null),
        Validity(
            "CertificateNotYetValid",
            FindingSeverity.Error,
            "A certificate in the Secret is not valid yet.",
            static (certificate, now) => certificate.NotBefore > now ? $"is valid from {Day(certificate.NotBefore)} on" : null),
    ];

    private static ManifestRule Value(SecretFault fault, FindingSeverity severity, string message) =>
        new($"EtcdValue{fault}", severity, message, MakeAnew, installation => installation.EtcdSecret?.Faults(fault) ?? []);

    private static ManifestRule Validity(
        string id, FindingSeverity severity, string message, Func<Certificate, DateTimeOffset, string?> look) =>
        new(id, severity, message, Renew, installation =>
            from secret in new[] { installation.EtcdSecret }.OfType<EtcdSecretContent>()
            from certificate in new[] { secret.Authority, secret.Client }.OfType<Certificate>()
            let what = look(certificate, installation.Now)
            where what is not null
            select secret.Report(certificate, what));

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
