using CalicoTools.Releases;

namespace CalicoTools.Manifests.Settings;

/// <summary>Where a setting applies, and why not elsewhere: to some variants only, or to some only from a release on.</summary>
internal sealed class SettingLimit
{
    private readonly VariantSet _variants;
    private readonly ReleaseNumber? _since;
    private readonly string _because;
    private readonly string _remedy;

    private SettingLimit(string variants, ReleaseNumber? since, string because, string remedy) =>
        (_variants, _since, _because, _remedy) = (VariantSet.Parse(variants), since, because, remedy);

    /// <summary>Settings of the etcd datastore.</summary>
    public static SettingLimit EtcdOnly { get; } = Only(
        "Etcd", "it keeps its data in the Kubernetes API", "Use calico-etcd.yaml, or leave the etcd settings out.");

    /// <summary>Settings of Calico's address pools.</summary>
    public static SettingLimit OwnPools { get; } = Only(
        "not PolicyOnly", "another network gives the pods their addresses", "Set the range in that network.");

    /// <summary>Settings of the address that calico-node detects.</summary>
    public static SettingLimit OwnAddress { get; } = Only(
        "not PolicyOnly, Canal", "without Calico's networking, calico-node detects no address", "Leave the setting out.");

    /// <summary>Detection of the address that Kubernetes knows of the node.</summary>
    public static SettingLimit NodeAddress { get; } = Since(
        "v3.22.0", "not PolicyOnly, Canal", "older releases do not know this method", "Use a later release, or cidr=.");

    /// <summary>A setting that applies to some variants only.</summary>
    /// <param name="variants">The variants, as <see cref="VariantSet"/> reads them.</param>
    /// <param name="because">Why it does not apply to others, to follow "because".</param>
    /// <param name="remedy">What to do there, as a sentence.</param>
    /// <returns>The limit.</returns>
    public static SettingLimit Only(string variants, string because, string remedy) => new(variants, null, because, remedy);

    /// <summary>A setting that applies to some variants only from a release on.</summary>
    /// <param name="release">The release.</param>
    /// <param name="variants">The variants that need it, as <see cref="VariantSet"/> reads them.</param>
    /// <param name="because">Why it does not apply before, to follow a colon.</param>
    /// <param name="remedy">What to do there, as a sentence.</param>
    /// <returns>The limit.</returns>
    public static SettingLimit Since(string release, string variants, string because, string remedy) =>
        new(variants, ReleaseNumber.Parse(release), because, remedy);

    /// <summary>Refuses a manifest that is beyond the limit.</summary>
    /// <param name="argument">The parameter, and the value where it matters, as the user knows it.</param>
    /// <param name="manifest">The manifest; one without a Calico node is not judged, nor one without a release by its release.</param>
    /// <exception cref="ManifestException">It is; with the reason.</exception>
    public void Require(string argument, CalicoManifest manifest)
    {
        if (manifest.Variant is not { } variant)
        {
            return;
        }

        var isAmong = _variants.Contains(manifest.Datastore ?? CalicoDatastore.Kubernetes, variant);
        if (_since is null && !isAmong)
        {
            throw SettingErrors.NotSupported(argument, manifest, _because, _remedy);
        }

        if (_since is { } since && isAmong && ReleaseNumber.TryParse(manifest.Version, out var release) && release < since)
        {
            throw SettingErrors.NeedsRelease(argument, manifest, since, _because, _remedy);
        }
    }
}
