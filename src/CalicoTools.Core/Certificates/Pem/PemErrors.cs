namespace CalicoTools.Certificates.Pem;

/// <summary>The errors of PEM texts: what cannot be read, with its file and line.</summary>
internal static class PemErrors
{
    public static CertificateException Unreadable(string path, ErrorKind kind, Exception cause) => new(
        "PemUnreadable", kind, $"'{path}' cannot be read: {cause.Message}", "Check the path and its permissions.", path, cause);

    public static CertificateException Malformed(string source, int line, string what) => new(
        "PemMalformed", ErrorKind.InvalidData, $"{source}:{line}: {what}.", "Get the file again from where it was made.", source);

    public static CertificateException NoLineBreaks(string source, int line) => new(
        "PemMalformed",
        ErrorKind.InvalidData,
        $"{source}:{line}: the PEM text has no line breaks where it needs them.",
        "Put each BEGIN line, each END line and the base64 between them on lines of their own, or get the file again.",
        source);

    public static CertificateException NoCertificate(PemText text) => new(
        "PemHasNoCertificate",
        ErrorKind.InvalidData,
        $"{text.Source}:1: there is no certificate in PEM form here; {Contents(text)}.",
        IsDer(text)
            ? $"The file seems to be DER; make PEM of it: openssl x509 -inform der -in {text.Source} -out NEW.pem"
            : "Give a file that has a -----BEGIN CERTIFICATE----- line.",
        text.Source);

    public static CertificateException NoKey(PemText text) => new(
        "PemHasNoKey",
        ErrorKind.InvalidData,
        $"{text.Source}:1: there is no private key in PEM form here; {Contents(text)}.",
        IsDer(text)
            ? $"The file seems to be DER; make PEM of it: openssl pkey -inform der -in {text.Source} -out NEW.pem"
            : "Give a file that has a -----BEGIN … PRIVATE KEY----- line.",
        text.Source);

    public static CertificateException SeveralKeys(PemText text, PemBlock second) => new(
        "PemHasSeveralKeys",
        ErrorKind.InvalidData,
        $"{text.Source}:{second.Line}: a second private key begins here.",
        "Give a file that holds one key only.",
        text.Source);

    public static CertificateException BadCertificate(PemText text, PemBlock block, Exception cause) => new(
        "CertificateMalformed",
        ErrorKind.InvalidData,
        $"{text.Source}:{block.Line}: the certificate that begins here cannot be decoded: {cause.Message}",
        "Get the file again from where it was made.",
        text.Source,
        cause);

    // The cause's own text is left out of what concerns keys: it is not known never to quote its input.
    public static CertificateException BadKey(PemText text, PemBlock block) => new(
        "KeyMalformed",
        ErrorKind.InvalidData,
        $"{text.Source}:{block.Line}: the {PemLabel.Display(block.Label)} that begins here cannot be decoded.",
        "Get the file again from where it was made.",
        text.Source);

    public static CertificateException UnsupportedKey(PemText text, PemBlock block, string what) => new(
        "KeyNotSupported",
        ErrorKind.NotSupported,
        $"{text.Source}:{block.Line}: the key that begins here is {what}, which etcd and Calico cannot use.",
        "Use an RSA key, an ECDSA key on P-256, P-384 or P-521, or an Ed25519 key.",
        text.Source);

    public static CertificateException PasswordMissing(PemText text, PemBlock block) => new(
        "KeyPasswordMissing",
        ErrorKind.PermissionDenied,
        $"{text.Source}:{block.Line}: the key that begins here is encrypted, and no password was given.",
        "Give its password with -CAKeyPassword (Read-Host -AsSecureString).",
        text.Source);

    public static CertificateException PasswordWrong(PemText text, PemBlock block) => new(
        "KeyPasswordWrong",
        ErrorKind.PermissionDenied,
        $"{text.Source}:{block.Line}: the password does not open the key that begins here.",
        "Give the password the key was encrypted with.",
        text.Source);

    public static CertificateException EncryptionNotSupported(PemText text, PemBlock block, string scheme) => new(
        "KeyEncryptionNotSupported",
        ErrorKind.NotSupported,
        $"{text.Source}:{block.Line}: the key that begins here is encrypted in an unknown way ({scheme}).",
        "Encrypt it in the usual way: openssl pkcs8 -topk8 -in OLD -out NEW.",
        text.Source);

    // A sequence: one whose length takes bytes of its own, or a short key's, which begins with a number.
    private static bool IsDer(PemText text) => text.Bytes.Span is [0x30, > 0x80 and < 0x85, ..] or [0x30, _, 0x02, ..];

    private static string Contents(PemText text) => text.Blocks.Count == 0
        ? "no PEM block at all"
        : $"only {string.Join(", ", text.Blocks.Select(static block => PemLabel.Display(block.Label)).Distinct())}";
}
