using System.Globalization;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Checks;

/// <summary>Whether programs that verify certificates accept a path: the limits every CA sets to what is below it.</summary>
internal static class PathRules
{
    public const string NotAuthority = "CANotAuthority";
    public const string MayNotSign = "CAMayNotSign";
    public const string PathLength = "CAPathLengthExceeded";
    public const string ForbidsClientAuth = "CAForbidsClientAuth";
    public const string ForbidsServerAuth = "CAForbidsServerAuth";
    public const string ForbidsNames = "CANameConstraintViolated";
    public const string CriticalExtension = "CertificateCriticalExtensionUnknown";
    public const string SubjectEmpty = "CASubjectEmpty";
    public const string SerialNumber = "CertificateSerialNumberInvalid";
    public const string Expired = "CAExpired";
    public const string NotYetValid = "CANotYetValid";
    public const string NotStrict = "CertificatePathNotStrict";

    private const int KeyCertSign = 5;

    private static readonly HashSet<string> s_knownExtensions =
    [
        X509Extensions.BasicConstraints.Id, X509Extensions.KeyUsage.Id, X509Extensions.ExtendedKeyUsage.Id,
        X509Extensions.SubjectAlternativeName.Id, X509Extensions.NameConstraints.Id, X509Extensions.CrlDistributionPoints.Id,
        X509Extensions.CertificatePolicies.Id, X509Extensions.PolicyConstraints.Id, X509Extensions.PolicyMappings.Id,
        X509Extensions.InhibitAnyPolicy.Id,
    ];

    /// <summary>What can be found, with its severity and what it means.</summary>
    public static IReadOnlyList<(string RuleId, FindingSeverity Severity, string Message)> All { get; } =
    [
        (NotAuthority, FindingSeverity.Error, "A certificate signs others but is not a CA certificate."),
        (MayNotSign, FindingSeverity.Error, "A CA may not sign certificates: its key usage lacks keyCertSign."),
        (PathLength, FindingSeverity.Error, "A CA allows fewer CAs below it than there are."),
        (ForbidsClientAuth, FindingSeverity.Error, "A CA's extended key usage does not allow client certificates."),
        (ForbidsServerAuth, FindingSeverity.Error, "A CA's extended key usage does not allow server certificates."),
        (ForbidsNames, FindingSeverity.Error, "A CA's name constraints do not allow the names in a certificate below it."),
        (CriticalExtension, FindingSeverity.Error, "A certificate has a critical extension that verifiers do not know."),
        (SubjectEmpty, FindingSeverity.Error, "A CA has an empty subject."),
        (SerialNumber, FindingSeverity.Error, "A certificate's serial number is zero or negative."),
        (Expired, FindingSeverity.Error, "A CA above the certificate has expired."),
        (NotYetValid, FindingSeverity.Error, "A CA above the certificate is not valid yet."),
        (NotStrict, FindingSeverity.Information, "etcd accepts the certificates, but strict verification refuses them."),
    ];

    /// <summary>What a certificate is to be used for.</summary>
    /// <param name="role">Its place in the set.</param>
    /// <returns>The purposes as object identifiers.</returns>
    public static IReadOnlyList<string> Purposes(CertificateRole role) =>
        role == CertificateRole.Member ? [Oids.ClientAuth, Oids.ServerAuth] : [Oids.ClientAuth];

    /// <summary>Checks a path.</summary>
    /// <param name="path">The certificate, then its CAs upwards.</param>
    /// <param name="purposes">What the certificate is to be used for.</param>
    /// <returns>What was found.</returns>
    public static IEnumerable<PathFault> Check(IReadOnlyList<X509Certificate> path, IReadOnlyList<string> purposes) =>
    [
        .. CheckAny(path[0]),
        .. CheckAuthorities(path.Skip(1), purposes),
        .. path.Skip(1)
            .Select((authority, index) => (authority, What: NameConstraintRules.Violation(authority, path.Take(index + 1))))
            .Where(static item => item.What is not null)
            .Select(static item => Error(ForbidsNames, item.authority, item.What!)),
        .. path.Zip(path.Skip(1))
            .Where(static pair => NamesAnotherKey(pair.First, pair.Second))
            .Select(static pair => StrictOnly(pair.First, "its authority key identifier is not that of its issuer")),
    ];

    /// <summary>Checks when a CA is valid.</summary>
    /// <param name="authority">The CA.</param>
    /// <param name="isNeeded">Whether etcd needs it; it may be above another CA that is trusted.</param>
    /// <param name="now">The time.</param>
    /// <returns>What was found; null for nothing.</returns>
    public static PathFault? CheckValidity(X509Certificate authority, bool isNeeded, DateTimeOffset now)
    {
        if (authority.NotAfter <= now.UtcDateTime)
        {
            return Fault(Expired, string.Create(CultureInfo.InvariantCulture, $"it expired on {authority.NotAfter:u}"));
        }

        return authority.NotBefore > now.UtcDateTime
            ? Fault(NotYetValid, string.Create(CultureInfo.InvariantCulture, $"it is valid from {authority.NotBefore:u} on"))
            : null;

        PathFault Fault(string id, string what) =>
            isNeeded ? Error(id, authority, $"Verification needs it, but {what}.") : StrictOnly(authority, what);
    }

    /// <summary>Checks CAs, for any certificate below them.</summary>
    /// <param name="authorities">The signing CA, then those above it.</param>
    /// <param name="purposes">What certificates below them are to be used for.</param>
    /// <returns>What was found.</returns>
    public static IEnumerable<PathFault> CheckAuthorities(IEnumerable<X509Certificate> authorities, IReadOnlyList<string> purposes)
    {
        var below = 0;
        foreach (var authority in authorities)
        {
            foreach (var fault in CheckAny(authority).Concat(CheckAuthority(authority, below, purposes)))
            {
                yield return fault;
            }

            below += authority.SubjectDN.Equivalent(authority.IssuerDN) ? 0 : 1;
        }
    }

    private static IEnumerable<PathFault> CheckAny(X509Certificate certificate)
    {
        if (certificate.GetCriticalExtensionOids()?.FirstOrDefault(static oid => !s_knownExtensions.Contains(oid)) is { } unknown)
        {
            yield return Error(
                CriticalExtension, certificate, $"It has the critical extension {unknown}, which etcd does not know and so refuses.");
        }

        if (certificate.SerialNumber.SignValue <= 0)
        {
            yield return Error(SerialNumber, certificate, "Its serial number is zero or negative, which standards forbid and programs refuse.");
        }
    }

    private static IEnumerable<PathFault> CheckAuthority(X509Certificate authority, int below, IReadOnlyList<string> purposes)
    {
        var constraints = authority.GetExtensionParsedValue(X509Extensions.BasicConstraints) is { } value
            ? BasicConstraints.GetInstance(value)
            : null;
        if (constraints is null || !constraints.IsCA())
        {
            yield return Error(NotAuthority, authority, "It is not a CA certificate: its basic constraints lack CA:TRUE.");
        }

        if (constraints?.PathLenConstraintInteger?.PositiveValue is { } length && length.BitLength < 31 && length.IntValue < below)
        {
            yield return Error(
                PathLength, authority, string.Create(CultureInfo.InvariantCulture, $"It allows {length} CAs below it, and there are {below}."));
        }

        var usage = authority.GetKeyUsage();
        if (usage is not null && (usage.Length <= KeyCertSign || !usage[KeyCertSign]))
        {
            yield return Error(MayNotSign, authority, "It may not sign certificates: its key usage lacks keyCertSign.");
        }

        if (Asn1Length(authority) == 0)
        {
            yield return Error(SubjectEmpty, authority, "Its subject is empty, so no certificate can name it as its issuer.");
        }

        var usages = authority.GetExtendedKeyUsage()?.Select(static oid => oid.Id).ToList();
        foreach (var purpose in usages is null || usages.Contains(Oids.AnyUsage) ? [] : purposes.Except(usages))
        {
            yield return purpose == Oids.ClientAuth
                ? Error(ForbidsClientAuth, authority, "Its extended key usage does not allow client certificates below it.")
                : Error(ForbidsServerAuth, authority, "Its extended key usage does not allow server certificates below it.");
        }

        List<string> missing =
        [
            .. usage is null ? ["it has no key usage"] : Array.Empty<string>(),
            .. IsCritical(authority, X509Extensions.BasicConstraints.Id) ? Array.Empty<string>() : ["its basic constraints are not critical"],
            .. KeyIdentifiers.OfSubject(authority) is null ? ["it has no subject key identifier"] : Array.Empty<string>(),
            .. usages is not null && usages.Contains(Oids.AnyUsage) && purposes.Except(usages).Any()
                ? ["its extended key usage names any purpose only"]
                : Array.Empty<string>(),
        ];
        if (missing.Count > 0)
        {
            yield return StrictOnly(authority, string.Join(", ", missing));
        }
    }

    // openssl looks for the issuer by it, too; etcd does not.
    private static bool NamesAnotherKey(X509Certificate certificate, X509Certificate issuer) =>
        KeyIdentifiers.OfIssuer(certificate) is { } named && KeyIdentifiers.OfSubject(issuer) is { } own && !named.SequenceEqual(own);

    private static PathFault StrictOnly(X509Certificate certificate, string what) => new(
        NotStrict,
        FindingSeverity.Information,
        certificate,
        $"etcd accepts it, but strict verification, such as openssl's -x509_strict and Python's, does not: {what}.");

    private static int Asn1Length(X509Certificate certificate) => certificate.SubjectDN.GetOidList().Count;

    private static bool IsCritical(X509Certificate certificate, string oid) => certificate.GetCriticalExtensionOids()?.Contains(oid) == true;

    private static PathFault Error(string ruleId, X509Certificate certificate, string message) =>
        new(ruleId, FindingSeverity.Error, certificate, message);
}
