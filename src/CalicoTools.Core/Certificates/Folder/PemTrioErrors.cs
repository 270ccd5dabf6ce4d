using CalicoTools.Certificates.Checks;

namespace CalicoTools.Certificates.Folder;

/// <summary>Why three PEM files are not what a client of etcd needs.</summary>
internal static class PemTrioErrors
{
    public static CertificateException Encoded(string path) => new(
        "PemIsEncoded",
        ErrorKind.InvalidData,
        $"'{path}' is PEM in base64, and would be in base64 twice.",
        "Give the PEM file itself, which begins with -----BEGIN.",
        path);

    public static CertificateException KeyEncrypted(string path, int line) => new(
        "KeyEncrypted",
        ErrorKind.InvalidData,
        $"{path}:{line}: the key that begins here is encrypted, and Calico cannot be told a password.",
        "Decrypt it first, for instance with openssl pkey, into a file only you may read.",
        path);

    public static CertificateException Swapped(string caPath, string certificatePath) => new(
        "PemFilesSwapped",
        ErrorKind.InvalidData,
        $"The key fits '{caPath}', given as the CA, and not '{certificatePath}', given as the client certificate.",
        "Swap -CAPath and -CertificatePath.",
        certificatePath);

    public static CertificateException KeyMismatch(string keyPath, string certificatePath, Certificate client) => new(
        "CertificateKeyMismatch",
        ErrorKind.InvalidData,
        $"The key in '{keyPath}' is not the one of the certificate '{client.Subject}' in '{certificatePath}'.",
        "Give the key the certificate was made with.",
        keyPath);

    public static CertificateException OtherAuthority(string caPath, string certificatePath, Certificate client) => new(
        "CertificateNotIssuedByCA",
        ErrorKind.InvalidData,
        $"The certificate '{client.Subject}' in '{certificatePath}' comes from '{client.Issuer}', not from the CA in '{caPath}'.",
        "Give its CA; or -Force, if etcd's servers have certificates from the one and trust clients of the other.",
        certificatePath);

    public static CertificateException ClientAuthMissing(string certificatePath, Certificate client) => new(
        UsageRules.ClientAuth,
        ErrorKind.InvalidData,
        $"etcd refuses the certificate '{client.Subject}' in '{certificatePath}' from a client: its extended key usage lacks clientAuth.",
        "Give a client certificate; New-CalicoCerts issues one.",
        certificatePath);

    public static CertificateException Refused(string certificatePath, Certificate client, PathFault fault) => new(
        fault.RuleId,
        ErrorKind.InvalidData,
        $"etcd refuses the certificate '{client.Subject}' in '{certificatePath}' because of "
            + $"'{new Certificate("", CertificateRole.CA, fault.Certificate, default).Subject}'. {fault.Message}",
        "Give a certificate from another CA; New-CalicoCerts issues one.",
        certificatePath);
}
