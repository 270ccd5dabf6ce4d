using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Certificates.Cfssl;

/// <summary>A signing profile out of cfssl's JSON configuration, the file usually called ca-config.json.</summary>
/// <param name="Usages">What the certificate's key may be used for.</param>
/// <param name="Expiry">How long the certificate is valid; null when the file does not say.</param>
/// <param name="Backdate">How long before now its validity starts.</param>
internal sealed record CfsslProfile(UsageProfile Usages, TimeSpan? Expiry, TimeSpan Backdate)
{
    private static readonly string[] s_unsupported =
    [
        "issuer_urls", "ocsp_url", "crl_url", "ca_constraint", "ocsp_no_check", "auth_key", "prev_auth_key", "remote", "auth_remote",
        "not_before", "not_after", "name_whitelist", "copy_extensions", "ct_log_servers", "allowed_extensions", "cert_store",
        "lint_error_level", "ignored_lints", "ignored_lint_sources", "policies",
    ];

    /// <summary>The profile of Calico's client certificate when there is no file.</summary>
    public static readonly CfsslProfile Client = new(UsageProfile.Client, null, Validity.UsualBackdate);

    /// <summary>Reads a profile.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The profile's name; null for the file's default.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The profile, which allows client authentication.</returns>
    /// <exception cref="CertificateException">The file cannot be read, lacks the profile, or is not understood.</exception>
    public static CfsslProfile Load(string file, string? name, CancellationToken cancellation)
    {
        var configuration = CfsslObject.Load(file, cancellation);
        configuration.Expect(["signing", "ocsp", "auth_keys", "remotes"]);
        var signing = configuration.Object("signing") ?? throw CfsslErrors.FieldInvalid(file, "signing", "there");
        signing.Expect(["default", "profiles"]);
        var standard = Checked(signing.Object("default"));
        var profile = name is null ? standard : Checked(Find(file, signing.Object("profiles"), name));
        var usages = ReadUsages(profile ?? throw CfsslErrors.WithoutUsages(file, signing.PathOf("default")));
        return new CfsslProfile(
            usages, profile.Duration("expiry") ?? standard?.Duration("expiry"), profile.Duration("backdate") ?? Validity.UsualBackdate);
    }

    private static CfsslObject? Checked(CfsslObject? profile)
    {
        profile?.Expect(["usages", "expiry", "backdate"], s_unsupported);
        return profile;
    }

    private static CfsslObject Find(string file, CfsslObject? profiles, string name)
    {
        // Names of profiles are data, not fields: they have case.
        var names = profiles?.Names ?? [];
        return names.Contains(name, StringComparer.Ordinal) ? profiles!.Object(name)! : throw CfsslErrors.ProfileUnknown(file, name, names);
    }

    private static UsageProfile ReadUsages(CfsslObject profile)
    {
        var field = profile.PathOf("usages");
        var words = profile.Texts("usages") ?? [];
        if (words.Count == 0)
        {
            throw CfsslErrors.WithoutUsages(profile.File, profile.Path);
        }

        if (words.FirstOrDefault(static word => !UsageProfile.Words.Contains(word)) is { } unknown)
        {
            throw CfsslErrors.UsageUnknown(profile.File, field, unknown, UsageProfile.Words);
        }

        var usages = new UsageProfile(words);
        return usages.AllowsClientAuth ? usages : throw CfsslErrors.WithoutClientAuth(profile.File, field);
    }
}
