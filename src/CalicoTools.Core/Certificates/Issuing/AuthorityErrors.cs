using System.Globalization;

namespace CalicoTools.Certificates.Issuing;

/// <summary>The reasons why an existing certificate authority cannot sign.</summary>
internal static class AuthorityErrors
{
    private const string AnotherAuthority = "Use another authority, or let New-CalicoCerts make one.";

    public static CertificateException KeyMissing(string path) => new(
        "CAKeyMissing",
        ErrorKind.NotFound,
        $"There is no key for the certificate authority in '{path}'.",
        "Give both with -CAPath and -CAKeyPath, or replace the authority with -NewCA.",
        path);

    public static CertificateException KeyMismatch(string path, string keyPath) => new(
        "CAKeyMismatch",
        ErrorKind.InvalidData,
        $"The key in '{keyPath}' fits no certificate in '{path}'.",
        "Give the key that the authority's certificate was made with.",
        path);

    public static CertificateException Expired(string path, Certificate certificate) => new(
        "CAExpired",
        ErrorKind.InvalidData,
        string.Create(
            CultureInfo.InvariantCulture, $"The authority '{certificate.Subject}' in '{path}' expired on {certificate.NotAfter:u}."),
        AnotherAuthority,
        path);

    public static CertificateException NotYetValid(string path, Certificate certificate) => new(
        "CANotYetValid",
        ErrorKind.InvalidData,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The authority '{certificate.Subject}' in '{path}' is not valid before {certificate.NotBefore:u}."),
        "Check this machine's clock, or use another authority.",
        path);

    public static CertificateException NotAuthority(string path, Certificate certificate) => new(
        "CANotAuthority",
        ErrorKind.InvalidData,
        $"The certificate '{certificate.Subject}' in '{path}' is not an authority's: its basic constraints do not say CA:TRUE.",
        AnotherAuthority,
        path);

    public static CertificateException MayNotSign(string path, Certificate certificate) => new(
        "CAMayNotSign",
        ErrorKind.InvalidData,
        $"The authority '{certificate.Subject}' in '{path}' may not sign certificates: its key usage lacks keyCertSign.",
        AnotherAuthority,
        path);

    public static CertificateException ForbidsClientAuth(string path, Certificate certificate) => new(
        "CAForbidsClientAuth",
        ErrorKind.InvalidData,
        $"The authority '{certificate.Subject}' in '{path}' limits its certificates to {string.Join(", ", certificate.Usages)}.",
        $"etcd refuses a client certificate below it. {AnotherAuthority}",
        path);

    public static CertificateException PathLengthExceeded(string path, Certificate certificate, int length) => new(
        "CAPathLengthExceeded",
        ErrorKind.InvalidData,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The authority '{certificate.Subject}' in '{path}' allows {length} authorities below it, too few for the signing one."),
        AnotherAuthority,
        path);
}
