using System.Globalization;

namespace CalicoTools.Certificates.Issuing;

/// <summary>The errors of what is asked for.</summary>
internal static class IssuingErrors
{
    public static CertificateException ValidityTooLong(TimeSpan length) => new(
        "ValidityTooLong",
        ErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"A validity of {length.TotalDays:0} days reaches beyond the years 1950 to 9999."),
        "Give a shorter validity, such as 50y.",
        length);

    public static CertificateException BornExpired(TimeSpan length, TimeSpan backdate) => new(
        "ValidityTooShort",
        ErrorKind.InvalidArgument,
        string.Create(
            CultureInfo.InvariantCulture,
            $"A validity of {length.TotalMinutes:0.#} minutes is over at once, since it starts {backdate.TotalMinutes:0.#} minutes ago."),
        "Give a longer validity, such as 365d.",
        length);

    public static CertificateException HostNameInvalid(string name, string? bare) => new(
        "HostNameInvalid",
        ErrorKind.InvalidArgument,
        $"'{name}' is no DNS name, IP address, e-mail address or URI.",
        bare is null
            ? "Give names such as etcd1.lan, *.etcd.lan, 192.168.10.73 or fd00::73, without port."
            : $"Give '{bare}', without scheme and port.",
        name);

    public static CertificateException NotServerName(string name, string? bare) => new(
        "HostNameInvalid",
        ErrorKind.InvalidArgument,
        $"'{name}' is no DNS name or IP address, which an etcd member is reached by.",
        bare is null
            ? "Give names such as etcd1.lan, 192.168.10.73 or fd00::73, without scheme and port."
            : $"Give '{bare}', without scheme and port.",
        name);

    public static CertificateException CommonNameInvalid(string name) => new(
        "CommonNameInvalid",
        ErrorKind.InvalidArgument,
        $"'{name}' is no common name: it is empty, longer than {DistinguishedName.LongestCommonName} characters or has control ones.",
        "Give a short name, such as calico.",
        name);

    public static CertificateException OrganizationInvalid(string name) => new(
        "OrganizationInvalid",
        ErrorKind.InvalidArgument,
        $"'{name}' is no organization: it is empty or has control characters.",
        "Give a name, or leave the organization out.",
        name);

    public static CertificateException MemberNameInvalid(string name) => new(
        "EtcdMemberNameInvalid",
        ErrorKind.InvalidArgument,
        $"'{name}' cannot name an etcd member: it also names the member's files, on every system.",
        $"Use up to {DistinguishedName.LongestCommonName} of a-z, A-Z, 0-9, '.', '_' and '-', such as etcd1; '-key' must not end it.",
        name);

    public static CertificateException HostNamesNoMember(string host) => new(
        "EtcdMemberNameInvalid",
        ErrorKind.InvalidArgument,
        $"'{host}' cannot name an etcd member: it also names the member's files, on every system.",
        $"Give the member a name of its own, as in @{{ etcd1 = '{host}' }}.",
        host);

    public static CertificateException MemberWithoutHost(string name) => new(
        "EtcdMemberWithoutHost",
        ErrorKind.InvalidArgument,
        $"The etcd member '{name}' has no name or address that others could reach it by.",
        $"Give at least one, as in @{{ {name} = 'etcd1.lan', '192.168.10.73' }}.",
        name);

    public static CertificateException MemberNameTaken(string name, string owner) => new(
        "EtcdMemberNameTaken",
        ErrorKind.InvalidArgument,
        $"The etcd member '{name}' would have the files of {owner}, at least where names of files have no case.",
        "Give every member a name of its own, as in @{ etcd1 = 'etcd1.lan' }.",
        name);

    public static CertificateException SubjectEqualsIssuer(string commonName) => new(
        "SubjectEqualsIssuer",
        ErrorKind.InvalidArgument,
        $"The certificate of '{commonName}' cannot be signed by an authority of the same subject: it would look self-signed.",
        "Give another common name with -CommonName, or with -CACommonName for a new authority.",
        commonName);

    public static CertificateException OutlivesAuthority(string name, DateTimeOffset end, DateTimeOffset authorityEnd, string? path) => new(
        "CertificateOutlivesCA",
        ErrorKind.InvalidArgument,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The certificate of '{name}' would end on {end:u}, after its authority, which ends on {authorityEnd:u}.")
            + (path is null ? "" : $" The authority in '{path}' signs, not a new one."),
        "Give a shorter -ValidFor, or leave it out; "
            + (path is null ? "or give the new authority a longer -CAValidFor." : "only with -NewCA is a new authority made where one is."),
        name);

    public static CertificateException ProfileWithoutConfig(string profile) => new(
        "ProfileWithoutConfig",
        ErrorKind.InvalidArgument,
        $"The profile '{profile}' is in no file, as there is no -CfsslConfigPath.",
        "Give the file with -CfsslConfigPath, or leave -Profile out.",
        profile);

    public static CertificateException RsaKeyTooSmall(string where, int bits) => new(
        "RsaKeyTooSmall",
        ErrorKind.InvalidData,
        $"{where}: an RSA key of {bits} bits is too weak.",
        "Use an RSA key of at least 2048 bits, or an ECDSA key.",
        where);
}
