using CalicoTools.Core.Tests.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;
using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>What the rules find in manifests nobody has touched.</summary>
public sealed class UntouchedManifestsTests
{
    // What is known of releases and variants before anybody touches them.
    private static readonly (string RuleId, string Releases, Func<string, bool> IsOf)[] s_known =
    [
        ("EtcdEndpointPlaceholder", "..", static file => file == "calico-etcd.yaml"),
        ("PodCidrDefault", "..", static file => file is not ("calico-policy-only.yaml" or "canal.yaml")),
        ("ApiServerAddressMissing", "..", static file => file == "calico-bpf.yaml"),
        ("AutodetectionFirstFound", "..v3.24.6", static file => file is not ("calico-policy-only.yaml" or "canal.yaml")),
        ("ApiVersionDeprecated", "..v3.22.5", static _ => true),
        ("UpstreamTierCreation", "v3.29.0", static file => file != "calico-etcd.yaml"),
        ("UpstreamControllersConfiguration", "..v3.28.2, v3.29.0..v3.29.1", static file => file != "calico-etcd.yaml"),
        ("UpstreamTokenRequest", "v3.23.2", static file => file == "calico-etcd.yaml"),
        ("UpstreamServices", "v3.30.0..v3.30.2", static file => file == "calico-etcd.yaml"),
        ("UpstreamDurationPattern", "v3.27.0..", static file => file != "calico-etcd.yaml"),
        ("UpstreamSecurityFileSystem", "v3.31.7", static _ => true),
        ("UpstreamImageTag", "v3.24.5..v3.24.6", static _ => true),
    ];

    [OfficialFact]
    public void Official_files_have_what_is_known_of_them_and_nothing_else() => Assert.All(
        ReferenceFolder.Manifests,
        static official => Assert.Equal(
            Known(official.File, ReleaseNumber.Parse(official.Release)),
            Rules(ManifestReader.ReadFile(ReferenceFolder.Manifest(official.Release, official.File), TestContext.Current.CancellationToken))));

    [Fact]
    public void Built_in_manifests_are_as_official_ones() => Assert.All(
        PublishedManifest.All,
        static published => Assert.All(
            ReleaseCatalogue.Releases,
            release => Assert.Equal(Known(published.File, release.Number), Rules(published.Of(release)))));

    private static IEnumerable<string> Known(string file, ReleaseNumber release) => s_known
        .Where(known => known.IsOf(file) && ReleaseSet.Parse(known.Releases).Contains(release))
        .Select(static known => known.RuleId)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Rules(CalicoManifest manifest) =>
        Check(manifest).Select(static finding => finding.RuleId).Distinct().Order(StringComparer.Ordinal);
}
