using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>Releases that are not built in, and manifests that none of the built-in ones is like.</summary>
public sealed class ForeignReleaseRulesTests
{
    [Theory]
    [InlineData("v3.12.3")]
    [InlineData("v3.99.0")]
    public void A_release_outside_those_that_are_known_is_told_once(string release)
    {
        var manifest = Kubernetes("v3.28.5", ("v3.28.5", release));
        Assert.Equal(FindingSeverity.Information, Assert.Single(Check(manifest).Of("ReleaseOutsideKnown")).Severity);
    }

    [Theory]
    [InlineData("v3.12.3", 0)]
    [InlineData("v3.14.0", 1)]
    public void A_defect_is_not_told_of_releases_before_it_came(string release, int count) => Assert.Equal(
        count, Check(Kubernetes("v3.21.2", ("v3.21.2", release))).Of("UpstreamControllersConfiguration").Count);

    [Theory]
    [InlineData("v3.8.9", false)]
    [InlineData("v3.28.5", true)]
    public void The_old_name_of_the_kubeconfig_s_placeholder_was_valid_once(string release, bool isFound) => Assert.Equal(
        isFound,
        Check(Kubernetes("v3.28.5", ("__KUBECONFIG_FILEPATH__", "/etc/cni/net.d/__KUBECONFIG_FILENAME__"), ("v3.28.5", release)))
            .Of("CniPlaceholderUnknown").Count > 0);

    [Fact]
    public void Until_v3_1_the_components_had_numbers_of_their_own() => FindsNot(
        "ImageTagsDiffer", Kubernetes("v3.28.5", ("cni:v3.28.5", "cni:v3.1.7"), ("node:v3.28.5", "node:v3.1.6")));

    [Fact]
    public void A_tag_for_one_architecture_is_the_release_s()
    {
        var manifest = Kubernetes("v3.28.5", ("node:v3.28.5", "node:v3.28.5-amd64"));
        Assert.Equal("v3.28.5", manifest.Version);
        FindsNot("ImageTagsDiffer", manifest);
        FindsNot("ImageTagNoRelease", manifest);
    }

    [Fact]
    public void Typha_without_pods_is_no_Typha_that_is_unused()
    {
        var manifest = Kubernetes("v3.28.5", CalicoVariant.Typha, ("typha_service_name: \"calico-typha\"", "typha_service_name: none"), ("replicas: 1", "replicas: 0"));
        FindsNot("TyphaUnused", manifest);
    }

    [OfficialFact]
    public void The_manifest_with_webhooks_is_no_built_in_variant_and_needs_their_certificate()
    {
        var manifest = CalicoTools.Manifests.Documents.ManifestReader.ReadFile(
            ReferenceFolder.Manifest("v3.32.1", "calico-v3-crds.yaml"), TestContext.Current.CancellationToken);
        Assert.Null(manifest.Variant);
        Assert.Equal(CalicoDatastore.Kubernetes, manifest.Datastore);
        var findings = Check(manifest);
        Assert.Single(findings.Of("WebhookCABundleMissing"));
        Assert.Single(findings.Of("WebhookSecretElsewhere"));
    }

    [Theory]
    [InlineData("1.33", 4)]
    [InlineData("1.34", 0)]
    public void Policies_that_the_API_does_not_serve_yet_are_found(string kubernetes, int count)
    {
        const string text = """
            apiVersion: admissionregistration.k8s.io/v1beta1
            kind: NAME
            metadata: {name: a}
            ---

            """;
        string[] kinds = ["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"];
        var manifest = Changed(string.Concat(kinds.Concat(kinds).Zip(
            "abcd", (kind, name) => text.Replace("NAME", kind, StringComparison.Ordinal).Replace("name: a", $"name: calico-{name}", StringComparison.Ordinal))));
        var found = CalicoTools.Manifests.Rules.ManifestInspection.Check(
            [manifest],
            new CalicoTools.Manifests.Installations.TargetEnvironment { Now = DateTimeOffset.UtcNow, Kubernetes = KubernetesVersion.Parse(kubernetes) });
        Assert.Equal(count, found.Of("ApiVersionTooNew").Count);
    }
}
