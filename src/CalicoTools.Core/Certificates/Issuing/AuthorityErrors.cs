using System.Globalization;
using CalicoTools.Certificates.Checks;

namespace CalicoTools.Certificates.Issuing;

/// <summary>The reasons why an existing certificate authority cannot sign.</summary>
internal static class AuthorityErrors
{
    private const string AnotherAuthority = "Use another CA, or let New-CalicoCerts make one.";

    public static CertificateException KeyMissing(string path) => new(
        "CAKeyMissing",
        ErrorKind.NotFound,
        $"There is no key for the CA in '{path}'.",
        "Give both with -CAPath and -CAKeyPath, or replace the CA with -NewCA.",
        path);

    public static CertificateException KeyMismatch(string path, string keyPath) => new(
        "CAKeyMismatch",
        ErrorKind.InvalidData,
        $"The key in '{keyPath}' fits no certificate in '{path}'.",
        "Give the key that the CA's certificate was made with.",
        path);

    public static CertificateException Expired(string path, Certificate certificate) => new(
        "CAExpired",
        ErrorKind.InvalidData,
        string.Create(
            CultureInfo.InvariantCulture, $"The CA '{certificate.Subject}' in '{path}' expired on {certificate.NotAfter:u}."),
        AnotherAuthority,
        path);

    public static CertificateException NotYetValid(string path, Certificate certificate) => new(
        "CANotYetValid",
        ErrorKind.InvalidData,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The CA '{certificate.Subject}' in '{path}' is not valid before {certificate.NotBefore:u}."),
        "Check this machine's clock, or use another CA.",
        path);

    public static CertificateException Refused(string? path, PathFault fault) => new(
        fault.RuleId,
        ErrorKind.InvalidData,
        $"The certificate '{new Certificate("", CertificateRole.CA, fault.Certificate, default).Subject}'{(path is null ? "" : $" in '{path}'")} "
            + $"would make clients and servers refuse what is signed. {fault.Message}",
        AnotherAuthority,
        path);
}
