using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

public sealed class CniConfigurationRulesTests
{
    private const string Kind = "\"type\": \"calico\",\n";

    [Theory]
    [InlineData("# one for all")]
    [InlineData("// one for all")]
    public void A_comment_inside_is_an_error_at_its_line(string comment)
    {
        var manifest = EtcdManifest("v3.21.2", (Kind, $"{Kind}          {comment}\n"));
        Assert.Equal(comment, LineOf(manifest, Finds("CniConfigurationComment", manifest, "")));
        FindsNot("CniConfigurationNotJson", manifest);
    }

    [Fact]
    public void What_looks_like_a_comment_inside_a_text_is_none()
    {
        FindsNot("CniConfigurationComment", EtcdManifest("v3.21.2", ("/var/log/calico/cni/cni.log", "//var/log/calico/#1.log")));
        FindsNot("CniConfigurationComment", EtcdManifest("v3.21.2"));
    }

    [Theory]
    [InlineData("\"snat\": true,", "\"snat\": true", "\"capabilities\"")]
    [InlineData("\"snat\": true,", "\"snat\": True,", "\"snat\": True")]
    [InlineData("\"snat\": true,", "'snat': true,", "'snat'")]
    [InlineData("\"mtu\": __CNI_MTU__,", "\"mtu\": __CNI_MTU,", "__CNI_MTU,")]
    public void What_is_no_JSON_is_an_error_at_its_line(string old, string changed, string line)
    {
        var manifest = EtcdManifest("v3.21.2", (old, changed));
        var finding = Finds("CniConfigurationNotJson", manifest, "line");
        Assert.Contains(line, LineOf(manifest, finding), StringComparison.Ordinal);
        Assert.DoesNotContain("snat", finding.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_is_not_written_as_a_block_is_placed_at_its_beginning()
    {
        var manifest = Changed("""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: calico-config
            data:
              cni_network_config: "{\n  \"mtu\": __CNI_MTU\n}"
            """);
        Assert.StartsWith(
            "calico-etcd.yaml:6:23: ", Finds("CniConfigurationNotJson", manifest, "line 2").Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"mtu\": __CNI_MTU__,", "\"mtu\": 1440,")]
    [InlineData("\"type\": \"calico-ipam\"", "\"type\": \"calico-ipam\", \"assign_ipv4\": \"true\"")]
    [InlineData("\"policy\": {", "\"num\": __LOG_FILE_MAX_COUNT__,\n          \"policy\": {")]
    public void What_becomes_JSON_is_fine(string old, string changed) =>
        FindsNot("CniConfigurationNotJson", EtcdManifest("v3.21.2", (old, changed)));

    [Theory]
    [InlineData("\"mtu\": \"__CNI_MTU__\",")]
    [InlineData("\"mtu\" : \"1440\",")]
    public void A_quoted_mtu_is_an_error_at_its_line(string mtu)
    {
        var manifest = EtcdManifest("v3.21.2", ("\"mtu\": __CNI_MTU__,", mtu));
        Assert.Equal(mtu, LineOf(manifest, Finds("CniMtuQuoted", manifest, mtu.TrimEnd(','))));
    }

    [Fact]
    public void A_bare_mtu_is_fine() => FindsNot("CniMtuQuoted", EtcdManifest("v3.21.2", ("\"mtu\": __CNI_MTU__,", "\"mtu\": 1440,")));

    [Theory]
    [InlineData("v3.32.1", "__KUBECONFIG_PATH__")]
    [InlineData("v3.30.7", "__REQUIRE_MTU_FILE__")]
    [InlineData("v3.31.7", "__CALICO_API_GROUP__")]
    public void A_placeholder_the_release_does_not_fill_is_an_error(string release, string placeholder)
    {
        var manifest = EtcdManifest(release, ("__KUBECONFIG_FILEPATH__", placeholder));
        Assert.Contains(placeholder, LineOf(manifest, Finds("CniPlaceholderUnknown", manifest, placeholder)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v3.21.2", "__SERVICEACCOUNT_TOKEN__")]
    [InlineData("v3.31.0", "__REQUIRE_MTU_FILE__")]
    [InlineData("v3.32.0", "__CALICO_API_GROUP__")]
    [InlineData("v3.21.2", "/etc/cni/net.d/calico-kubeconfig")]
    public void A_placeholder_it_fills_is_fine(string release, string placeholder) =>
        FindsNot("CniPlaceholderUnknown", EtcdManifest(release, ("__KUBECONFIG_FILEPATH__", placeholder)));
}
