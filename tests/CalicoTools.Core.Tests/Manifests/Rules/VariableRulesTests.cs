using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

public sealed class VariableRulesTests
{
    [Theory]
    [InlineData("CALICO_IPV4POOL_NAT_OUTGONG", "CALICO_IPV4POOL_NAT_OUTGOING")]
    [InlineData("FELIX_IPINIPMTUU", "FELIX_IPINIPMTU")]
    [InlineData("IP_AUTODETECTION_METHODS", "IP_AUTODETECTION_METHOD")]
    public void A_misspelt_variable_is_told_with_what_was_meant(string name, string meant) => Assert.Equal(
        FindingSeverity.Information,
        Finds("VariableMisspelt", Kubernetes("v3.28.5", ("- name: FELIX_IPINIPMTU\n", $"- name: {name}\n")), $"did you mean {meant}?").Severity);

    [Fact]
    public void A_variable_in_a_container_that_does_not_read_it_is_told() => Finds(
        "VariableNotRead",
        Kubernetes("v3.28.5", ("- name: SLEEP\n", "- name: CALICO_IPV4POOL_CIDR\n")),
        "install-cni: CALICO_IPV4POOL_CIDR is read by calico-node");

    [Fact]
    public void A_variable_of_the_site_s_own_is_left_alone()
    {
        var manifest = Kubernetes("v3.28.5", ("- name: SLEEP\n", "- name: SITE_PROXY_ADDRESS\n"));
        FindsNot("VariableMisspelt", manifest);
        FindsNot("VariableNotRead", manifest);
    }

    [Theory]
    [InlineData("value: \"Always\"\n", "value: Always\n              valueFrom: {fieldRef: {fieldPath: status.hostIP}}\n", 1)]
    [InlineData("value: \"Always\"\n", "value: ''\n              valueFrom: {fieldRef: {fieldPath: status.hostIP}}\n", 0)]
    public void A_value_beside_another_source_is_refused_by_the_API(string old, string changed, int count) =>
        Assert.Equal(count, Check(Kubernetes("v3.28.5", (old, changed))).Of("EnvironmentValueTwice").Count);

    [Theory]
    [InlineData("policy, node", " node")]
    [InlineData("policy,node,", "")]
    public void Blanks_and_empty_words_among_the_controllers_end_the_program(string words, string seen) => Finds(
        "ControllerUnknown", EtcdManifest("v3.28.5", ("policy,namespace,serviceaccount,workloadendpoint,node", words)), $"names '{seen}'");

    [Fact]
    public void Profile_is_another_word_for_namespace() => FindsNot(
        "ControllerUnknown", EtcdManifest("v3.28.5", ("policy,namespace,serviceaccount,workloadendpoint,node", "policy,profile,node")));

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("127.0.0.0/8")]
    [InlineData("224.0.0.0/4")]
    [InlineData("169.254.0.0/16")]
    [InlineData("255.255.255.0/24")]
    public void A_range_with_a_special_meaning_is_no_pod_range(string range)
    {
        var manifest = Kubernetes("v3.28.5", ("- name: FELIX_IPINIPMTU\n", $"- name: CALICO_IPV4POOL_CIDR\n              value: {range}\n            - name: FELIX_IPINIPMTU\n"));
        Assert.Single(Check(manifest).Of("PodCidrSpecial"));
    }
}
