using CalicoTools.Core.Tests.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;
using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>What the rules find in manifests nobody has touched.</summary>
public sealed class UntouchedManifestsTests
{
    [OfficialFact]
    public void Official_files_for_etcd_lack_endpoints_and_a_pod_range() => Assert.All(
        ReferenceFolder.Manifests.Where(static official => official.File == "calico-etcd.yaml"),
        static official => Assert.Equal(["EtcdEndpointPlaceholder", "PodCidrDefault"], Rules(Official(official))));

    [OfficialFact]
    public void Official_files_for_the_Kubernetes_datastore_lack_at_most_a_pod_range() => Assert.All(
        ReferenceFolder.Manifests.Where(static official => official.File != "calico-etcd.yaml"),
        static official => Assert.Equal(official.File is "calico-policy-only.yaml" or "canal.yaml" ? [] : ["PodCidrDefault"], Rules(Official(official))));

    [Fact]
    public void Built_in_manifests_are_as_official_ones() => Assert.All(
        PublishedManifest.All,
        static published => Assert.All(
            ReleaseCatalogue.Releases,
            release => Assert.Equal(
                published.File switch
                {
                    "calico-etcd.yaml" => ["EtcdEndpointPlaceholder", "PodCidrDefault"],
                    "calico-policy-only.yaml" or "canal.yaml" => [],
                    _ => ["PodCidrDefault"],
                },
                Rules(published.Of(release)))));

    private static CalicoManifest Official((string Release, string File) official) =>
        ManifestReader.ReadFile(ReferenceFolder.Manifest(official.Release, official.File));

    private static IEnumerable<string> Rules(CalicoManifest manifest) => Check(manifest).Select(static finding => finding.RuleId);
}
