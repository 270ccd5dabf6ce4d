using Org.BouncyCastle.Asn1.X509;

namespace CalicoTools.Certificates.Checks;

/// <summary>Whether the certificates may be used for what they are for. One that limits nothing may be used for everything.</summary>
internal static class UsageRules
{
    private const int DigitalSignature = 0;
    private const int KeyCertSign = 5;

    public static IEnumerable<Finding> Check(UncheckedSet set) => set.All.SelectMany(
        certificate => certificate.Role == CertificateRole.CA ? CheckAuthority(set, certificate) : CheckLeaf(set, certificate));

    private static IEnumerable<Finding> CheckAuthority(UncheckedSet set, Certificate certificate)
    {
        var constraints = certificate.X509.GetExtensionParsedValue(X509Extensions.BasicConstraints) is { } value
            ? BasicConstraints.GetInstance(value)
            : null;
        if (constraints is null || !constraints.IsCA())
        {
            yield return new(
                "CANotAuthority",
                FindingSeverity.Error,
                set.Describe(certificate),
                "This is not an authority's certificate: its basic constraints do not say CA:TRUE.",
                certificate.Subject,
                "Put the authority's certificate there, or make a new one: New-CalicoCerts -NewCA.");
        }

        if (Lacks(certificate, KeyCertSign))
        {
            yield return new(
                "CAMayNotSign",
                FindingSeverity.Error,
                set.Describe(certificate),
                "The authority may not sign certificates: its key usage lacks keyCertSign.",
                certificate.Subject,
                "Use another authority, or make a new one: New-CalicoCerts -NewCA.");
        }
    }

    private static IEnumerable<Finding> CheckLeaf(UncheckedSet set, Certificate certificate)
    {
        if (Lacks(certificate, DigitalSignature))
        {
            yield return Missing(
                set, certificate, "KeyUsageMissing", "The key may not sign, which TLS needs: its key usage lacks digitalSignature.");
        }

        if (certificate.Usages.Count > 0 && !certificate.Usages.Any(static usage => usage is "clientAuth" or Oids.AnyUsage))
        {
            yield return Missing(set, certificate, "ClientAuthMissing", certificate.Role == CertificateRole.Client
                ? "etcd refuses it from a client: its extended key usage lacks clientAuth."
                : "Other etcd members refuse it: its extended key usage lacks clientAuth, and members are each other's clients.");
        }
    }

    private static Finding Missing(UncheckedSet set, Certificate certificate, string ruleId, string message) => new(
        ruleId,
        FindingSeverity.Error,
        set.Describe(certificate),
        message,
        certificate.Usages.Count > 0 ? string.Join(", ", certificate.Usages) : certificate.Subject,
        "Issue it again: New-CalicoCerts -Path … -Force.");

    private static bool Lacks(Certificate certificate, int usage) =>
        certificate.X509.GetKeyUsage() is { } usages && (usages.Length <= usage || !usages[usage]);
}
