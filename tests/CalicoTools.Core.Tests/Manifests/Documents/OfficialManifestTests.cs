using CalicoTools.Manifests.Documents;

namespace CalicoTools.Core.Tests.Manifests;

public sealed class OfficialManifestTests
{
    public static TheoryData<string, string> Files => [.. ReferenceFolder.Manifests];

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void An_official_manifest_reads_and_keeps_its_text(string release, string file)
    {
        var path = ReferenceFolder.Manifest(release, file);
        var text = File.ReadAllText(path);
        foreach (var version in new[] { text, text.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            var manifest = Manifest.Parse(version, path);
            Assert.Equal(version, manifest.ToYaml());
            Assert.Equal(release == "v3.24.6" ? "v3.24.5" : release, manifest.Version);
        }
    }

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void An_official_manifest_tells_its_datastore_and_variant(string release, string file)
    {
        var manifest = Manifest.Parse(File.ReadAllText(ReferenceFolder.Manifest(release, file)), file);
        Assert.Equal(file == "calico-etcd.yaml" ? CalicoDatastore.Etcd : CalicoDatastore.Kubernetes, manifest.Datastore);
        Assert.Equal(
            file switch
            {
                "canal.yaml" => CalicoVariant.Canal,
                "calico-bpf.yaml" => CalicoVariant.Bpf,
                "calico-typha.yaml" => CalicoVariant.Typha,
                "calico-vxlan.yaml" => CalicoVariant.Vxlan,
                "calico-policy-only.yaml" => CalicoVariant.PolicyOnly,
                _ => CalicoVariant.Default,
            },
            manifest.Variant);
        Assert.False(manifest.HasSecretData);
    }
}
