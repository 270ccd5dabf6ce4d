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
            $"A validity of {Text(length)} is too short: it starts {Text(backdate)} before now, for clocks that differ."),
        "Give a longer validity, such as 365d.",
        length);

    public static CertificateException HostNameInvalid(string name, string? bare) => new(
        "HostNameInvalid",
        ErrorKind.InvalidArgument,
        $"'{name}' is not a DNS name, IP address, e-mail address or URI.",
        bare is null
            ? "Give names such as etcd1.lan, *.etcd.lan, 192.168.10.73 or fd00::73, without port."
            : $"Give '{bare}', without scheme and port.",
        name);

    public static CertificateException NotServerName(string name, string? bare) => new(
        "HostNameInvalid",
        ErrorKind.InvalidArgument,
        $"'{name}' is not a DNS name or IP address; an etcd member needs one.",
        bare is null
            ? "Give names such as etcd1.lan, 192.168.10.73 or fd00::73, without scheme and port."
            : $"Give '{bare}', without scheme and port.",
        name);

    public static CertificateException CommonNameInvalid(string name, string fault) => new(
        "CommonNameInvalid",
        ErrorKind.InvalidArgument,
        $"The common name '{name}' {fault}.",
        $"Give a name of at most {DistinguishedName.LongestCommonName} characters, such as calico.",
        name);

    public static CertificateException OrganizationInvalid(string name, string fault) => new(
        "OrganizationInvalid",
        ErrorKind.InvalidArgument,
        $"The organization '{name}' {fault}.",
        $"Give each organization once, with at most {DistinguishedName.LongestCommonName} characters, or none.",
        name);

    public static CertificateException AttributeInvalid(string attribute, string value, string fault) => new(
        "SubjectInvalid",
        ErrorKind.InvalidArgument,
        $"The subject's {attribute} '{value}' {fault}.",
        "Correct it in the request (-CfsslRequestPath), or in the certificate to be renewed.",
        value);

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
        $"The certificate of '{commonName}' cannot be signed by a CA with the same subject: it would look self-signed.",
        "Give another common name with -CommonName, or with -CACommonName for a new CA.",
        commonName);

    public static CertificateException OutlivesAuthority(string name, DateTimeOffset end, DateTimeOffset authorityEnd, string? path) => new(
        "CertificateOutlivesCA",
        ErrorKind.InvalidArgument,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The certificate of '{name}' would end on {end:u}, after its CA, which ends on {authorityEnd:u}.")
            + (path is null ? "" : $" The CA in '{path}' signs, not a new one."),
        "Give a shorter -ValidFor, or leave it out; "
            + (path is null ? "or give the new CA a longer -CAValidFor." : "only with -NewCA is a new CA made where one is."),
        name);

    public static CertificateException ProfileWithoutConfig(string profile) => new(
        "ProfileWithoutConfig",
        ErrorKind.InvalidArgument,
        $"The profile '{profile}' was given without -CfsslConfigPath.",
        "Give the file with -CfsslConfigPath, or leave -Profile out.",
        profile);

    public static CertificateException RsaKeyTooSmall(string where, int bits) => new(
        "RsaKeyTooSmall",
        ErrorKind.InvalidData,
        $"{where}: an RSA key of {bits} bits is too weak.",
        "Use an RSA key of at least 2048 bits, or an ECDSA key.",
        where);

    private static string Text(TimeSpan length) => length < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.#} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0.#} minutes");
}
