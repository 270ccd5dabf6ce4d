namespace CalicoTools.Certificates.Cfssl;

/// <summary>The errors of cfssl's JSON files: what cfssl passes over in silence is an error here.</summary>
internal static class CfsslErrors
{
    public static CertificateException Unreadable(string file, ErrorKind kind, Exception cause) => new(
        "CfsslFileUnreadable", kind, $"'{file}' cannot be read: {cause.Message}", "Check the path and its permissions.", file, cause);

    public static CertificateException Malformed(string file, long line, long column, Exception cause) => new(
        "CfsslFileMalformed",
        ErrorKind.InvalidData,
        $"{file}:{line}:{column}: this is not JSON: {cause.Message.Split(" LineNumber:")[0]}",
        "Correct the file.",
        file,
        cause);

    public static CertificateException FieldUnknown(string file, string field, IEnumerable<string> known) => new(
        "CfsslFieldUnknown",
        ErrorKind.InvalidData,
        $"{file}: the field '{field}' is unknown; cfssl would pass over it.",
        $"Correct or remove it; known here are {string.Join(", ", known)}.",
        file);

    public static CertificateException FieldTwice(string file, string field) => new(
        "CfsslFieldTwice", ErrorKind.InvalidData, $"{file}: the field '{field}' is there twice.", "Remove one of them.", file);

    public static CertificateException FieldNotSupported(string file, string field) => new(
        "CfsslFieldNotSupported",
        ErrorKind.NotSupported,
        $"{file}: the field '{field}' has no meaning for Calico's certificates here.",
        "Remove it, or sign with cfssl.",
        file);

    public static CertificateException FieldInvalid(string file, string field, string expected) => new(
        "CfsslFieldInvalid", ErrorKind.InvalidData, $"{file}: the value of '{field}' is not {expected}.", "Correct the value.", file);

    public static CertificateException HostInvalid(string file, string field, string host) => new(
        "CfsslFieldInvalid",
        ErrorKind.InvalidData,
        $"{file}: '{host}' in '{field}' is no DNS name, IP address, e-mail address or URI.",
        "Correct it: names such as etcd1.lan, *.etcd.lan, 192.168.10.73 or fd00::73, without port.",
        file);

    public static CertificateException ProfileUnknown(string file, string profile, IReadOnlyCollection<string> known) => new(
        "CfsslProfileUnknown",
        ErrorKind.InvalidArgument,
        $"{file}: there is no profile '{profile}'; cfssl would use its default.",
        known.Count > 0 ? $"The profiles are {string.Join(", ", known)}." : "The file has no profiles; leave -Profile out.",
        profile);

    public static CertificateException WithoutUsages(string file, string field) => new(
        "CfsslProfileWithoutUsages",
        ErrorKind.InvalidData,
        $"{file}: '{field}' has no usages, so nothing can be signed with it.",
        "Name a profile that has usages with -Profile.",
        file);

    public static CertificateException UsageUnknown(string file, string field, string usage, IEnumerable<string> known) => new(
        "CfsslUsageUnknown",
        ErrorKind.InvalidData,
        $"{file}: '{field}' has the unknown usage '{usage}'; cfssl would pass over it.",
        $"The usages are {string.Join(", ", known)}.",
        file);

    public static CertificateException WithoutClientAuth(string file, string field) => new(
        "CfsslProfileWithoutClientAuth",
        ErrorKind.InvalidData,
        $"{file}: '{field}' does not have the usage 'client auth', without which etcd refuses Calico's certificate.",
        "Add it, or name another profile with -Profile.",
        file);

    public static CertificateException KeyNotSupported(string file, string algorithm, int? size) => new(
        "CfsslKeyNotSupported",
        ErrorKind.NotSupported,
        $"{file}: a key of algo '{algorithm}' and size {(size is null ? "unknown" : size)} cannot be made.",
        "Use rsa with 2048, 3072 or 4096, ecdsa with 256, 384 or 521, or ed25519.",
        file);
}
