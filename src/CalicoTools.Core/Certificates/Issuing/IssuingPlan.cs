using CalicoTools.Certificates.Cfssl;

namespace CalicoTools.Certificates.Issuing;

/// <summary>What is to be issued, all of it checked: the options, the cfssl files and the defaults together.</summary>
internal sealed record IssuingPlan
{
    private static readonly TimeSpan s_usualExpiry = TimeSpan.FromDays(365);
    private static readonly TimeSpan s_usualAuthorityExpiry = TimeSpan.FromDays(3650);

    /// <summary>Whom a new authority is about.</summary>
    public required DistinguishedName Authority { get; init; }

    /// <summary>How long a new authority is valid.</summary>
    public required TimeSpan AuthorityExpiry { get; init; }

    /// <summary>How long before now a new authority's validity starts.</summary>
    public required TimeSpan AuthorityBackdate { get; init; }

    /// <summary>How many authorities may stand between a new authority and a leaf; null for any number.</summary>
    public required int? PathLength { get; init; }

    /// <summary>Whether anything was said about a new authority; in vain when there is one already.</summary>
    public required bool DescribesAuthority { get; init; }

    /// <summary>The kind of a new authority's key.</summary>
    public required KeyAlgorithm AuthorityKeyAlgorithm { get; init; }

    /// <summary>The certificates: Calico's client first, then the etcd members.</summary>
    public required IReadOnlyList<CertificateTemplate> Leaves { get; init; }

    /// <summary>Certificates that look like etcd members' and are not issued again, since they may be anybody's.</summary>
    public required IReadOnlyList<Certificate> LeftAlone { get; init; }

    /// <summary>How long the certificates are valid.</summary>
    public required TimeSpan Expiry { get; init; }

    /// <summary>Whether -ValidFor said how long; otherwise they may end sooner, with their CA.</summary>
    public required bool IsExpiryGiven { get; init; }

    /// <summary>How long before now the certificates' validity starts.</summary>
    public required TimeSpan Backdate { get; init; }

    /// <summary>Makes the plan.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="CertificateException">Something was asked for that cannot be.</exception>
    public static IssuingPlan From(CertificateOptions options, CancellationToken cancellation)
    {
        if (options is { Profile: { } named, CfsslConfigPath: null })
        {
            throw IssuingErrors.ProfileWithoutConfig(named);
        }

        var request = options.CfsslRequestPath is { } requestPath ? CfsslRequest.Load(requestPath, cancellation) : CfsslRequest.Empty;
        var profile = options.CfsslConfigPath is { } configPath
            ? CfsslProfile.Load(configPath, options.Profile, cancellation)
            : CfsslProfile.Client;
        var there = new ReplacedCertificates(options.Replaced);
        var oldAuthority = options.CAPath is null ? there.Authority : null;
        var authority = Subject(options, request, oldAuthority) with { SerialNumber = null };
        authority = authority with { CommonName = options.CACommonName ?? NameOf(oldAuthority, "calico-ca") };
        SubjectRules.Check(authority);
        EtcdMember.CheckFileNames(options.Members);
        var client = Client(options, request, profile, there.Client);
        var asked = options.Members.Select(member => Member(options, request, client, there.Member(member.Name), member));
        var found = there.Members.Where(member => !IsNamed(member)).Select(member => Member(options, request, client, member, asked: null));
        return new IssuingPlan
        {
            Authority = authority,
            AuthorityExpiry = options.CAValidFor ?? request.AuthorityExpiry ?? s_usualAuthorityExpiry,
            AuthorityBackdate = request.AuthorityBackdate ?? Validity.UsualBackdate,
            PathLength = request.PathLength,
            DescribesAuthority = options.CACommonName is not null || options.CAValidFor is not null
                || request is not { AuthorityExpiry: null, AuthorityBackdate: null, PathLength: null },
            AuthorityKeyAlgorithm = Algorithm(options, request, oldAuthority) ?? client.KeyAlgorithm,
            Leaves = [client, .. asked, .. found],
            LeftAlone = [.. there.Strangers.Where(member => !IsNamed(member))],
            Expiry = options.ValidFor ?? profile.Expiry ?? there.Validity ?? s_usualExpiry,
            IsExpiryGiven = options.ValidFor is not null,
            Backdate = profile.Backdate,
        };

        bool IsNamed(Certificate certificate) =>
            options.Members.Any(member => member.Name.Equals(certificate.Name, StringComparison.OrdinalIgnoreCase));
    }

    private static CertificateTemplate Client(
        CertificateOptions options, CfsslRequest request, CfsslProfile profile, Certificate? replaced)
    {
        var subject = Subject(options, request, replaced);
        subject = subject with
        {
            CommonName = options.CommonName
                ?? (request.Subject.CommonName is { Length: > 0 } requested ? requested : NameOf(replaced, "calico")),
        };
        SubjectRules.Check(subject);
        var hostNames = (options.HostNames ?? request.HostNames) is { } names ? HostName.Encode(names) : HostName.WithoutEmpty(replaced?.EncodedHostNames);
        var algorithm = Algorithm(options, request, replaced) ?? KeyAlgorithm.ECDsaP256;
        return new CertificateTemplate("calico", CertificateRole.Client, subject, profile.Usages, hostNames, algorithm, replaced);
    }

    private static CertificateTemplate Member(
        CertificateOptions options, CfsslRequest request, CertificateTemplate client, Certificate? replaced, EtcdMember? asked)
    {
        var name = asked?.Name ?? replaced!.Name;
        var subject = replaced is null ? client.Subject : Subject(options, request, replaced);
        return new CertificateTemplate(
            name,
            CertificateRole.Member,
            subject with { CommonName = name, SerialNumber = null },
            UsageProfile.Member,
            asked is null ? HostName.WithoutEmpty(replaced!.EncodedHostNames) : HostName.Encode(asked.HostNames),
            Algorithm(options, request, replaced) ?? client.KeyAlgorithm,
            replaced);
    }

    private static DistinguishedName Subject(CertificateOptions options, CfsslRequest request, Certificate? replaced)
    {
        var subject = replaced is null || request.Subject.HasDetails ? request.Subject : DistinguishedName.Of(replaced.X509.SubjectDN);
        return subject with
        {
            Organizations = options.Organizations ?? subject.Organizations,
            SerialNumber = request.Subject.SerialNumber ?? subject.SerialNumber,
        };
    }

    private static string NameOf(Certificate? replaced, string otherwise) =>
        replaced is not null && DistinguishedName.Of(replaced.X509.SubjectDN).CommonName is { Length: > 0 } name ? name : otherwise;

    private static KeyAlgorithm? Algorithm(CertificateOptions options, CfsslRequest request, Certificate? replaced) =>
        options.KeyAlgorithm ?? request.KeyAlgorithm ?? replaced?.PublicKey.Maker;
}
