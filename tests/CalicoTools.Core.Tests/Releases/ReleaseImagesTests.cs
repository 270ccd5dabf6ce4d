using CalicoTools.Core.Tests.Data;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Releases;

public sealed class ReleaseImagesTests
{
    public static TheoryData<string, CalicoVariant> Manifests => new()
    {
        { "calico.yaml", CalicoVariant.Default },
        { "calico-etcd.yaml", CalicoVariant.Default },
        { "calico-typha.yaml", CalicoVariant.Typha },
        { "calico-vxlan.yaml", CalicoVariant.Vxlan },
        { "calico-bpf.yaml", CalicoVariant.Bpf },
        { "calico-policy-only.yaml", CalicoVariant.PolicyOnly },
        { "canal.yaml", CalicoVariant.Canal },
    };

    [Theory]
    [MemberData(nameof(Manifests))]
    public void They_are_those_of_upstream_s_files_in_all_80_releases(string manifest, CalicoVariant variant)
    {
        Assert.Equal(80, UpstreamImages.Releases.Count());
        Assert.All(UpstreamImages.Releases, release => Assert.Equal(
            UpstreamImages.Of(release, manifest).Order(StringComparer.Ordinal),
            ReleaseImages.Of(release)
                .Where(image => image.Variants.Contains(variant))
                .Select(static image => image.Image)
                .Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("v3.22.4", "upgrade-ipam, install-cni, flexvol-driver")]
    [InlineData("v3.22.5", "upgrade-ipam, install-cni, flexvol-driver, mount-bpffs")]
    [InlineData("v3.23.3", "upgrade-ipam, install-cni")]
    [InlineData("v3.23.4", "upgrade-ipam, install-cni, mount-bpffs")]
    [InlineData("v3.30.7", "upgrade-ipam, install-cni, mount-bpffs")]
    [InlineData("v3.31.0", "upgrade-ipam, install-cni, ebpf-bootstrap")]
    public void Init_containers_come_in_their_order(string release, string containers) =>
        Assert.Equal(containers, string.Join(", ", ReleaseImages.InitContainersOf(ReleaseNumber.Parse(release))));

    /// <summary>Each release's official files name the same init containers with the same images as the catalogue.</summary>
    [OfficialFact]
    public void Init_containers_and_their_images_are_those_of_the_official_files()
    {
        var manifests = ReferenceFolder.Manifests;
        var texts = PythonYaml.Read(manifests.Select(static file => File.ReadAllText(ReferenceFolder.Manifest(file.Release, file.File))));
        Assert.All(manifests.Zip(texts), pair =>
        {
            var (release, file) = pair.First;
            var variant = Manifests.Single(row => row.Data.Item1 == file).Data.Item2;
            var store = file == "calico-etcd.yaml" ? CalicoDatastore.Etcd : CalicoDatastore.Kubernetes;
            var spec = pair.Second.Single(static found => found.Kind == "DaemonSet").Value["spec"]!["template"]!["spec"]!;
            Assert.Equal(
                spec["initContainers"]!.AsArray().Select(static container => ((string)container!["name"]!, (string)container["image"]!)),
                ReleaseImages.InitContainersOf(ReleaseNumber.Parse(release))
                    .Where(container => container.Variants.Contains(variant) && container.Datastores.Contains(store))
                    .Select(static container => (container.Name, container.Image)));
        });
    }
}
