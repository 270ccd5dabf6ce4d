using System.Globalization;

namespace CalicoTools.Certificates.Checks;

/// <summary>Whether the certificates are valid now, and how long they will be.</summary>
internal static class ValidityRules
{
    private static readonly TimeSpan s_usualNotice = TimeSpan.FromDays(30);

    /// <summary>Checks the validities.</summary>
    /// <param name="set">The set.</param>
    /// <param name="now">The time.</param>
    /// <param name="notExpiringWithin">How long they have to last; when null, a warning is given of what ends within 30 days.</param>
    /// <returns>What was found.</returns>
    public static IEnumerable<Finding> Check(UncheckedSet set, DateTimeOffset now, TimeSpan? notExpiringWithin)
    {
        foreach (var certificate in set.All)
        {
            var dates = string.Create(CultureInfo.InvariantCulture, $"{certificate.NotBefore:u} to {certificate.NotAfter:u}");
            if (certificate.NotAfter <= now)
            {
                yield return new(
                    "CertificateExpired",
                    FindingSeverity.Error,
                    set.Describe(certificate),
                    "The certificate has expired.",
                    dates,
                    Renewal(certificate));
            }
            else if (certificate.NotAfter - now < (notExpiringWithin ?? s_usualNotice))
            {
                yield return new(
                    "CertificateExpiring",
                    notExpiringWithin is null ? FindingSeverity.Warning : FindingSeverity.Error,
                    set.Describe(certificate),
                    $"The certificate expires in {(int)(certificate.NotAfter - now).TotalDays} days.",
                    dates,
                    Renewal(certificate));
            }

            if (certificate.NotBefore > now)
            {
                yield return new(
                    "CertificateNotYetValid",
                    FindingSeverity.Error,
                    set.Describe(certificate),
                    "The certificate is not valid yet.",
                    dates,
                    "Check this machine's clock; if it is right, wait or issue the certificate again.");
            }

            if (certificate.Role != CertificateRole.CA && certificate.NotAfter > set.CA?.NotAfter)
            {
                yield return new(
                    "CertificateOutlivesCA",
                    FindingSeverity.Warning,
                    set.Describe(certificate),
                    "The certificate is refused before its own end: its CA ends sooner.",
                    string.Create(CultureInfo.InvariantCulture, $"{certificate.NotAfter:u}; the CA {set.CA.NotAfter:u}"),
                    "Plan with the end of the CA.");
            }
        }
    }

    private static string Renewal(Certificate certificate) => certificate.Role == CertificateRole.CA
        ? "Make a new CA and certificates: New-CalicoCerts -Path … -NewCA; etcd has to trust it too."
        : "Issue it again: New-CalicoCerts -Path … -Force.";
}
