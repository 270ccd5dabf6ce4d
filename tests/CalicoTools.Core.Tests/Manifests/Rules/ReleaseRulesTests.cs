using CalicoTools.Manifests.Installations;
using CalicoTools.Manifests.Rules;
using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>The rules of images, custom resources, roles and Kubernetes being of releases that go together.</summary>
public sealed class ReleaseRulesTests
{
    private const string BpfEnabled = "                bpfEnabled:\n";

    [Theory]
    [InlineData("v3.28.2", "quay.io/calico/cni:v3.28.1", "ImageTagsDiffer")]
    [InlineData("v3.28.2", "reg.lan/calico/cni:v3.28.2", "ImageRegistriesDiffer")]
    public void Images_that_do_not_go_together_are_found(string release, string image, string ruleId)
    {
        var manifest = EtcdManifest(release, ($"docker.io/calico/cni:{release}", image));
        Finds(ruleId, manifest, $"install-cni: {image}");
        FindsNot(ruleId, EtcdManifest(release));
    }

    [Theory]
    [InlineData("v3.21.2", "calico/node:v3.21.2", "calico/node:v3.21.3", "ImageNeverReleased")]
    [InlineData("v3.28.2", "calico/node:v3.28.2", "calico/node:latest", "ImageTagNoRelease")]
    [InlineData("v3.31.7", "quay.io/calico/", "docker.io/calico/", "ImageRegistryOutdated")]
    public void Images_that_are_not_where_they_are_looked_for_are_found(string release, string old, string next, string ruleId)
    {
        Assert.NotEmpty(Check(EtcdManifest(release, (old, next))).Of(ruleId));
        FindsNot(ruleId, EtcdManifest(release));
        FindsNot(ruleId, EtcdManifest("v3.30.7", ("docker.io/calico/", "reg.lan:5000/calico/")));
    }

    [Fact]
    public void The_CNI_plugin_s_own_role_has_to_be_there()
    {
        var manifest = Kubernetes("v3.26.5", ("name: calico-cni-plugin\nrules:", "name: another\nrules:"));
        Finds("CniPluginRoleMissing", manifest, "ClusterRole calico-cni-plugin");
        FindsNot("CniPluginRoleMissing", Kubernetes("v3.26.5"));
        FindsNot("CniPluginRoleMissing", Kubernetes("v3.25.2"));
    }

    [Fact]
    public void Custom_resources_of_another_release_are_found()
    {
        var manifest = Kubernetes("v3.26.0", ("calico/node:v3.26.0", "calico/node:v3.29.7"));
        Assert.Equal(
            ["adminnetworkpolicies", "tiers"],
            Check(manifest).Of("DefinitionMissing").Select(static finding => finding.Evidence.Split(' ')[^1].Split('.')[0]).Order());
        Assert.Contains(
            Check(manifest).Of("DefinitionOfAnotherRelease"),
            static finding => finding.Subject.Contains("felixconfigurations", StringComparison.Ordinal));
        FindsNot("DefinitionMissing", Kubernetes("v3.29.7"));
        FindsNot("DefinitionOfAnotherRelease", Kubernetes("v3.29.7"));
        FindsNot("DefinitionMissing", EtcdManifest("v3.29.7"));
    }

    // Fields, and the releases whose branches published them after the tag; their next patch release had most of them.
    [Theory]
    [InlineData("v3.21.6", "bpfPSNATPorts: {anyOf: [{type: integer}, {type: string}], pattern: ^.*, x-kubernetes-int-or-string: true}")]
    [InlineData("v3.21.6", "floatingIPs: {type: string, default: Disabled, enum: [Enabled, Disabled]}")]
    [InlineData("v3.24.1", "bpfHostConntrackBypass: {type: boolean}")]
    public void A_field_that_the_release_s_branch_published_later_is_genuine(string release, string field)
    {
        FindsNot("DefinitionOfAnotherRelease", WithField(release, field));
        Finds("DefinitionOfAnotherRelease", WithField(release, "wireguardRoutingRulePriority6: {type: boolean}"), "wireguardRoutingRulePriority6");
        Finds("DefinitionOfAnotherRelease", WithField("v3.20.6", field), field.Split(':')[0]);
    }

    [Fact]
    public void Definitions_of_the_next_patch_release_are_genuine_but_not_those_of_the_last()
    {
        FindsNot("DefinitionOfAnotherRelease", Kubernetes("v3.22.5", ("calico/node:v3.22.5", "calico/node:v3.22.2")));
        Assert.Equal(
            ["felixconfigurations", "ipamblocks", "kubecontrollersconfigurations"],
            Check(Kubernetes("v3.22.2", ("calico/node:v3.22.2", "calico/node:v3.22.5"))).Of("DefinitionOfAnotherRelease")
                .Select(static finding => finding.Subject.Split(' ')[^1].Split('.')[0]).Order());
    }

    private static CalicoManifest WithField(string release, string field) =>
        Kubernetes(release, (BpfEnabled, $"                {field}\n{BpfEnabled}"));

    // Versions of calico-facts.md §1.6.
    [Theory]
    [InlineData("v3.21.2", "1.20", "")]
    [InlineData("v3.21.2", "1.25", "KubernetesVersionUnfit ApiVersionRemoved")]
    [InlineData("v3.23.5", "1.20", "KubernetesVersionUnfit ApiVersionTooNew")]
    [InlineData("v3.28.5", "1.36", "KubernetesVersionUntested")]
    [InlineData("v3.28.5", "v1.29.3", "")]
    public void A_version_of_Kubernetes_that_does_not_go_with_the_release_is_found(
        string release, string version, string expected) => Assert.Equal(
        expected,
        string.Join(' ', ManifestInspection.Check([EtcdManifest(release)], TargetEnvironment.Of(DateTimeOffset.UtcNow, version, [], []))
            .Select(static finding => finding.RuleId)
            .Where(static id =>
                id.StartsWith("Kubernetes", StringComparison.Ordinal) || id.StartsWith("ApiVersion", StringComparison.Ordinal))));

    [Fact]
    public void Without_a_version_of_Kubernetes_an_old_API_version_is_worth_knowing()
    {
        Assert.Equal(FindingSeverity.Information, Finds("ApiVersionDeprecated", EtcdManifest("v3.21.2"), "policy/v1beta1").Severity);
        FindsNot("ApiVersionDeprecated", EtcdManifest("v3.23.5"));
    }

    [Fact]
    public void Typha_and_its_name_belong_together()
    {
        var nameless = Kubernetes("v3.28.5", CalicoVariant.Typha, ("typha_service_name: \"calico-typha\"", "typha_service_name: \"none\""));
        Finds("TyphaUnused", nameless, "Typha itself");
        Finds("TyphaMissing", Kubernetes("v3.28.5", CalicoVariant.Typha, ("kind: Service\n", "kind: Servant\n")), "calico-typha");
        FindsNot("TyphaMissing", nameless);
        FindsNot("TyphaMissing", Kubernetes("v3.28.5", CalicoVariant.Typha));
        FindsNot("TyphaUnused", Kubernetes("v3.28.5", CalicoVariant.Typha));
    }

    [Theory]
    [InlineData("v3.29.7", "policy,namespace,serviceaccount,workloadendpoint,node,loadbalancer", "ControllerUnknown", "loadbalancer")]
    [InlineData("v3.29.7", "nodes", "ControllerUnknown", "nodes")]
    [InlineData("v3.29.7", "node,flannelmigration", "ControllersConflict", "flannelmigration")]
    public void Controllers_that_cannot_run_are_found(string release, string words, string ruleId, string seen)
    {
        (string, string) change = ("policy,namespace,serviceaccount,workloadendpoint,node", words);
        Finds(ruleId, EtcdManifest(release, change), $"names '{seen}'");
        FindsNot(ruleId, EtcdManifest(release));
        FindsNot(ruleId, EtcdManifest("v3.30.7"));
        FindsNot(ruleId, EtcdManifest(release, (change.Item1, "flannelmigration")));
    }

    [Fact]
    public void Every_rule_has_its_own_name() => Assert.Distinct(ManifestInspection.Rules.Select(static rule => rule.Id));
}
