using System.Text.Json.Nodes;
using CalicoTools.Core.Tests.Manifests.Rules;
using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Core.Tests.Manifests;

/// <summary>
/// The manifests of a release that is still to come, tagged as if it were there. In it one image runs several components by commands of
/// another form, so that what is read by today's command lines is not found.
/// </summary>
public sealed class ComingReleaseTests
{
    private static readonly string[] s_probes = ["livenessProbe", "readinessProbe"];

    [OfficialTheory]
    [InlineData("calico.yaml", Encapsulation.Vxlan, "calico-vxlan.yaml")]
    [InlineData("calico-vxlan.yaml", Encapsulation.Ipip, "calico.yaml")]
    public void Probes_follow_the_encapsulation_as_in_the_official_variant(string file, Encapsulation encapsulation, string other)
    {
        var probes = Probes(Official(file).With(new() { Encapsulation = encapsulation }));
        Assert.Equal(Probes(Official(other)), probes);
        Assert.NotEqual(Probes(Official(file)), probes);
    }

    [OfficialTheory]
    [InlineData("calico.yaml", "")]
    [InlineData("calico-typha.yaml", "")]
    [InlineData("calico-vxlan.yaml", "")]
    [InlineData("calico-policy-only.yaml", "")]
    [InlineData("canal.yaml", "")]
    [InlineData("calico-bpf.yaml", "ApiServerAddressMissing")]
    [InlineData("calico-etcd.yaml", "EtcdEndpointPlaceholder")]
    public void An_official_file_has_no_error_but_what_its_user_has_to_fill_in(string file, string expected) => Assert.Equal(
        expected,
        string.Join(' ', Inspecting.Check(Official(file)).Where(static finding => finding.Severity == FindingSeverity.Error)
            .Select(static finding => finding.RuleId).Distinct()));

    [OfficialTheory]
    [InlineData("calico.yaml", "BirdProbeWithoutBird", "calico_backend: \"bird\"", "calico_backend: \"vxlan\"")]
    [InlineData("calico-vxlan.yaml", "HealthDisabled", "- name: FELIX_HEALTHENABLED\n              value: \"true\"", "- name: FELIX_HEALTHENABLED\n              value: \"false\"")]
    [InlineData("calico.yaml", "ImageTagsDiffer", "quay.io/calico/calico:v3.33.0", "quay.io/calico/calico:v3.33.1")]
    [InlineData("calico-etcd.yaml", "EtcdSecretModeTooStrict", "defaultMode: 0440", "defaultMode: 0400")]
    public void What_would_not_work_is_found(string file, string ruleId, string old, string replacement)
    {
        Assert.NotEmpty(Inspecting.Check(Official(file, (old, replacement))).Of(ruleId));
        Assert.Empty(Inspecting.Check(Official(file)).Of(ruleId));
    }

    [OfficialFact]
    public void Every_image_of_Calico_comes_from_the_given_registry() => Assert.All(
        Official("calico-typha.yaml").With(new() { ImageRegistry = "reg.lan" }).ToYaml().Split('\n').Where(static line => line.Contains(" image: ", StringComparison.Ordinal)),
        static line => Assert.Contains("image: reg.lan/calico/", line, StringComparison.Ordinal));

    private static CalicoManifest Official(string file, params IEnumerable<(string Old, string New)> changes) => Inspecting.Changed(
        File.ReadAllText(ReferenceFolder.Manifest("release-v3.33", file)), changes.Prepend(("release-v3.33", "v3.33.0")));

    private static IReadOnlyList<string> Probes(CalicoManifest manifest)
    {
        var containers = ((Manifest)manifest).Find("DaemonSet", "calico-node")!.ToObject()["spec"]!["template"]!["spec"]!["containers"]!.AsArray();
        return [.. s_probes.Select(probe => Assert.IsType<JsonArray>(containers[0]![probe]!["exec"]!["command"]).ToJsonString())];
    }
}
