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

    /// <summary>The kind of all new keys.</summary>
    public required KeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>The certificates: Calico's client first, then the etcd members.</summary>
    public required IReadOnlyList<CertificateTemplate> Leaves { get; init; }

    /// <summary>How long the certificates are valid.</summary>
    public required TimeSpan Expiry { get; init; }

    /// <summary>Whether somebody said how long; otherwise they may end sooner, with their authority.</summary>
    public required bool IsExpiryGiven { get; init; }

    /// <summary>How long before now the certificates' validity starts.</summary>
    public required TimeSpan Backdate { get; init; }

    /// <summary>Makes the plan.</summary>
    /// <param name="options">What was asked for.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="CertificateException">Something was asked for that cannot be.</exception>
    public static IssuingPlan From(CertificateOptions options)
    {
        if (options is { Profile: { } named, CfsslConfigPath: null })
        {
            throw IssuingErrors.ProfileWithoutConfig(named);
        }

        var request = options.CfsslRequestPath is { } requestPath ? CfsslRequest.Load(requestPath) : CfsslRequest.Empty;
        var profile = options.CfsslConfigPath is { } configPath ? CfsslProfile.Load(configPath, options.Profile) : CfsslProfile.Client;
        var common = request.Subject with { Organizations = options.Organizations ?? request.Subject.Organizations };
        var client = common with { CommonName = options.CommonName ?? (common.CommonName.Length > 0 ? common.CommonName : "calico") };
        var authority = common with { CommonName = options.CACommonName ?? "calico-ca", SerialNumber = null };
        Check(client);
        Check(authority);
        EtcdMember.CheckFileNames(options.Members);
        var hostNames = options.HostNames ?? request.HostNames ?? [];
        HostName.Check(hostNames);
        return new IssuingPlan
        {
            Authority = authority,
            AuthorityExpiry = options.CAValidFor ?? request.AuthorityExpiry ?? s_usualAuthorityExpiry,
            AuthorityBackdate = request.AuthorityBackdate ?? Validity.UsualBackdate,
            PathLength = request.PathLength,
            DescribesAuthority = options.CACommonName is not null || options.CAValidFor is not null
                || request is not { AuthorityExpiry: null, AuthorityBackdate: null, PathLength: null },
            KeyAlgorithm = options.KeyAlgorithm ?? request.KeyAlgorithm ?? KeyAlgorithm.ECDsaP256,
            Leaves =
            [
                new CertificateTemplate("calico", CertificateRole.Client, client, profile.Usages, hostNames),
                .. options.Members.Select(member => new CertificateTemplate(
                    member.Name,
                    CertificateRole.Member,
                    common with { CommonName = member.Name, SerialNumber = null },
                    UsageProfile.Member,
                    member.HostNames)),
            ],
            Expiry = options.ValidFor ?? profile.Expiry ?? s_usualExpiry,
            IsExpiryGiven = (options.ValidFor ?? profile.Expiry) is not null,
            Backdate = profile.Backdate,
        };
    }

    private static void Check(DistinguishedName subject)
    {
        if (subject.CommonName.Length > DistinguishedName.LongestCommonName || IsNoName(subject.CommonName))
        {
            throw IssuingErrors.CommonNameInvalid(subject.CommonName);
        }

        if (subject.Organizations.FirstOrDefault(IsNoName) is { } organization)
        {
            throw IssuingErrors.OrganizationInvalid(organization);
        }
    }

    private static bool IsNoName(string name) => string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl);
}
