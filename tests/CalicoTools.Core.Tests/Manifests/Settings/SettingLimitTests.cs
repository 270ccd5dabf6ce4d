using CalicoTools.Manifests.Settings;

namespace CalicoTools.Core.Tests.Manifests.Settings;

public sealed class SettingLimitTests
{
    private static readonly SettingLimit s_variants = SettingLimit.Only("not PolicyOnly, Canal", "it is so", "Do that.");
    private static readonly SettingLimit s_releases = SettingLimit.Since("v3.22.0", "Etcd, Vxlan", "it is so", "Do that.");

    [Theory]
    [InlineData(CalicoDatastore.Kubernetes, CalicoVariant.Canal)]
    [InlineData(CalicoDatastore.Kubernetes, CalicoVariant.PolicyOnly)]
    public void Another_variant_is_refused_with_the_reason(CalicoDatastore datastore, CalicoVariant variant)
    {
        var error = Refused(s_variants, new NamedManifest("v3.32.1", datastore, variant));
        Assert.Equal("SettingNotSupported", error.ErrorId);
        Assert.Contains("because it is so", error.Message, StringComparison.Ordinal);
        Assert.Equal("Do that.", error.Remedy);
    }

    [Theory]
    [InlineData("v3.21.6", CalicoDatastore.Etcd, CalicoVariant.Default)]
    [InlineData("v3.21.6", CalicoDatastore.Kubernetes, CalicoVariant.Vxlan)]
    public void An_older_release_is_refused_with_the_first_that_will_do(string version, CalicoDatastore datastore, CalicoVariant variant)
    {
        var error = Refused(s_releases, new NamedManifest(version, datastore, variant));
        Assert.Equal("SettingNeedsRelease", error.ErrorId);
        Assert.Contains("v3.22.0 or later", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v3.22.0", CalicoDatastore.Etcd, CalicoVariant.Default)]
    [InlineData("v3.21.6", CalicoDatastore.Kubernetes, CalicoVariant.Default)]
    [InlineData(null, CalicoDatastore.Etcd, CalicoVariant.Default)]
    [InlineData(null, null, null)]
    public void What_is_within_the_limit_or_cannot_be_judged_passes(string? version, CalicoDatastore? datastore, CalicoVariant? variant)
    {
        var manifest = new NamedManifest(version, datastore, variant);
        s_variants.Require("-X", manifest);
        s_releases.Require("-X", manifest);
    }

    private static ManifestException Refused(SettingLimit limit, CalicoManifest manifest) =>
        Assert.Throws<ManifestException>(() => limit.Require("-X", manifest));

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
