namespace CalicoTools.Certificates.Checks;

/// <summary>Whether the certificates may be used for what they are for. One that limits nothing may be used for everything.</summary>
internal static class UsageRules
{
    public const string ClientAuth = "ClientAuthMissing";
    private const int DigitalSignature = 0;

    public static IEnumerable<Finding> Check(UncheckedSet set) => set.All.SelectMany(
        certificate => certificate.Role == CertificateRole.CA ? CheckAuthority(set, certificate) : CheckLeaf(set, certificate));

    /// <summary>Whether a client may show a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>True when it may.</returns>
    public static bool AllowsClientAuth(Certificate certificate) =>
        certificate.Usages.Count == 0 || certificate.Usages.Any(static usage => usage is "clientAuth" or Oids.AnyUsage);

    private static IEnumerable<Finding> CheckAuthority(UncheckedSet set, Certificate certificate) =>
        PathRules.CheckAuthorities([certificate.X509], PathRules.Purposes(CertificateRole.Client))
            .Select(fault => ChainRules.Refused(set, certificate, fault));

    private static IEnumerable<Finding> CheckLeaf(UncheckedSet set, Certificate certificate)
    {
        if (Lacks(certificate, DigitalSignature))
        {
            yield return Missing(
                set, certificate, "KeyUsageMissing", "The key may not sign, which TLS needs: its key usage lacks digitalSignature.");
        }

        if (!AllowsClientAuth(certificate))
        {
            yield return Missing(set, certificate, ClientAuth, certificate.Role == CertificateRole.Client
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
