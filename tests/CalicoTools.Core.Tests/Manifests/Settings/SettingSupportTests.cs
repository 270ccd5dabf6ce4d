using CalicoTools.Manifests.Settings;

namespace CalicoTools.Core.Tests.Manifests.Settings;

public sealed class SettingSupportTests
{
    public static TheoryData<CalicoDatastore, CalicoVariant> Variants =>
    [
        .. Enum.GetValues<CalicoVariant>().Select(static variant => (CalicoDatastore.Kubernetes, variant)),
        (CalicoDatastore.Etcd, CalicoVariant.Default),
    ];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_feature_is_known_to_apply_or_not_to_every_shape(CalicoDatastore datastore, CalicoVariant variant)
    {
        foreach (var feature in Enum.GetValues<SettingFeature>())
        {
            var error = Record.Exception(() => SettingSupport.Require(feature, "-X", new NamedManifest("v3.21.2", datastore, variant)));
            Assert.True(error is null or ManifestException { Kind: ErrorKind.NotSupported }, $"{feature}: {error}");
        }
    }

    [Fact]
    public void A_manifest_that_names_no_release_or_holds_no_node_is_not_judged_by_it()
    {
        SettingSupport.Require(SettingFeature.KubernetesInternalIP, "-X", new NamedManifest(null, CalicoDatastore.Etcd, CalicoVariant.Default));
        SettingSupport.Require(SettingFeature.EtcdEndpoint, "-X", new NamedManifest(null, null, null));
        var error = Assert.Throws<ManifestException>(() => SettingSupport.Require(
            SettingFeature.KubernetesInternalIP, "-X", new NamedManifest("v3.21.6", CalicoDatastore.Etcd, CalicoVariant.Default)));
        Assert.Contains("v3.22.0", error.Message, StringComparison.Ordinal);
    }

    private sealed class NamedManifest(string? version, CalicoDatastore? datastore, CalicoVariant? variant) : CalicoManifest
    {
        public override string Source => "variant";

        public override string? Version => version;

        public override CalicoDatastore? Datastore => datastore;

        public override CalicoVariant? Variant => variant;

        public override ValueList<KubernetesResource> Resources => [];

        public override bool HasSecretData => false;

        public override string ToYaml() => "";
    }
}
