using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

public sealed class NodeRulesTests
{
    private const string Placeholder = "            # - name: CALICO_IPV4POOL_CIDR\n            #   value: \"192.168.0.0/16\"\n";
    private static readonly (string, string) s_vxlanBackend = ("calico_backend: \"bird\"", "calico_backend: \"vxlan\"");

    [Theory]
    [InlineData("IP_AUTODETECTION_METHOD", "canreach=192.0.2.1")]
    [InlineData("IP_AUTODETECTION_METHOD", "eth0")]
    [InlineData("IP6_AUTODETECTION_METHOD", "interfaces=eth.*")]
    public void A_method_that_does_not_exist_is_an_error(string variable, string method)
    {
        var manifest = With(variable, method);
        Assert.Equal($"value: \"{method}\"", LineOf(manifest, Finds("AutodetectionMethodUnknown", manifest, method)));
    }

    [Theory]
    [InlineData("IP_AUTODETECTION_METHOD", "first-found")]
    [InlineData("IP_AUTODETECTION_METHOD", "")]
    [InlineData("IP_AUTODETECTION_METHOD", "can-reach=www.example.org")]
    [InlineData("IP_AUTODETECTION_METHOD", "can-reach=$(NODEIP)")]
    [InlineData("IP_AUTODETECTION_METHOD", "interface=eth.*, ens.*")]
    [InlineData("IP_AUTODETECTION_METHOD", "kubernetes-internal-ip")]
    [InlineData("IP6_AUTODETECTION_METHOD", "cidr=fd00::/64")]
    public void A_method_that_exists_is_fine(string variable, string method) =>
        FindsNot("AutodetectionMethodUnknown", With(variable, method));

    [Fact]
    public void A_method_of_later_releases_is_an_error()
    {
        Finds("AutodetectionMethodNotInRelease", With(
            "IP_AUTODETECTION_METHOD", "kubernetes-internal-ip", "v3.21.6"), "kubernetes-internal-ip");
        FindsNot("AutodetectionMethodNotInRelease", With("IP_AUTODETECTION_METHOD", "kubernetes-internal-ip", "v3.22.5"));
        FindsNot("AutodetectionMethodNotInRelease", With("IP_AUTODETECTION_METHOD", "can-reach=192.0.2.1", "v3.21.6"));
    }

    [Fact]
    public void A_pod_range_that_was_not_given_is_worth_knowing()
    {
        Assert.Equal(FindingSeverity.Information, Finds("PodCidrDefault", EtcdManifest("v3.28.2"), "CALICO_IPV4POOL_CIDR").Severity);
        FindsNot("PodCidrDefault", With("CALICO_IPV4POOL_CIDR", "10.244.0.0/16"));
        FindsNot("PodCidrDefault", With("NO_DEFAULT_POOLS", "true"));
    }

    [Fact]
    public void Ipip_and_vxlan_exclude_each_other()
    {
        var both = EtcdManifest("v3.28.2", (
            "CALICO_IPV4POOL_VXLAN\n              value: \"Never\"", "CALICO_IPV4POOL_VXLAN\n              value: \"CrossSubnet\""));
        Assert.Equal(["CALICO_IPV4POOL_IPIP is Always", "CALICO_IPV4POOL_VXLAN is CrossSubnet"],
            Check(both).Of("EncapsulationConflict").Select(static finding => finding.Evidence.Split(": ")[1]));
        FindsNot("EncapsulationConflict", EtcdManifest("v3.28.2"));
        FindsNot("EncapsulationConflict", Changed(both.ToYaml(), ("value: \"Always\"", "value: \"off\"")));
    }

    [Fact]
    public void Probes_must_not_ask_for_a_bird_that_is_not_started()
    {
        var findings = Check(EtcdManifest("v3.28.2", s_vxlanBackend)).Of("BirdProbeWithoutBird");
        Assert.Equal(
            ["livenessProbe -bird-live", "readinessProbe -bird-ready"], findings.Select(static finding => finding.Evidence.Split(": ")[1]));
        FindsNot("BirdProbeWithoutBird", EtcdManifest("v3.28.2"));
        FindsNot("BirdProbeWithoutBird", EtcdManifest(
            "v3.28.2", s_vxlanBackend, ("                - -bird-live\n", ""), ("                - -bird-ready\n", "")));
    }

    private static CalicoManifest With(string variable, string value, string release = "v3.28.2") =>
        EtcdManifest(release, (Placeholder, $"            - name: {variable}\n              value: \"{value}\"\n"));
}
