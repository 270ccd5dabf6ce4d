using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>Values at which calico-node ends as it starts; each refused one has a neighbour that is taken.</summary>
public sealed class NodeValueRulesTests
{
    private const string Placeholder = "            # - name: CALICO_IPV4POOL_CIDR\n            #   value: \"192.168.0.0/16\"\n";
    private const string WithoutPools = "            - name: NO_DEFAULT_POOLS\n              value: \"True\"\n";

    [Theory]
    [InlineData("PodCidrMalformed", "CALICO_IPV4POOL_CIDR", "10.244.0.0", "10.244.0.0/16")]
    [InlineData("PodCidrMalformed", "CALICO_IPV4POOL_CIDR", "10.244.0.0/33", "10.244.0.0/26")]
    [InlineData("PodCidrMalformed", "CALICO_IPV4POOL_CIDR", "fd00::/56", "$(POD_RANGE)")]
    [InlineData("PodCidrMalformed", "CALICO_IPV6POOL_CIDR", "10.244.0.0/16", "fd00::/56")]
    [InlineData("PodCidrMalformed", "CALICO_IPV4POOL_CIDR", "None", "")]
    [InlineData("PodCidrNotMasked", "CALICO_IPV4POOL_CIDR", "10.244.1.0/16", "10.244.0.0/16")]
    [InlineData("BlockSizeInvalid", "CALICO_IPV4POOL_BLOCK_SIZE", "19", "20")]
    [InlineData("BlockSizeInvalid", "CALICO_IPV4POOL_BLOCK_SIZE", "33", "32")]
    [InlineData("BlockSizeInvalid", "CALICO_IPV4POOL_BLOCK_SIZE", "/26", "26")]
    [InlineData("BlockSizeInvalid", "CALICO_IPV6POOL_BLOCK_SIZE", "115", "116")]
    [InlineData("BlockSizeInvalid", "CALICO_IPV6POOL_BLOCK_SIZE", "129", "128")]
    [InlineData("NodeAddressInvalid", "IP6", "auto", "autodetect")]
    [InlineData("NodeAddressInvalid", "IP6", "192.0.2.1", "fd00::1")]
    [InlineData("NodeAddressInvalid", "IP6", "fd00::1/129", "fd00::1/64")]
    [InlineData("NodeAddressInvalid", "IP6", "None", "none")]
    [InlineData("ASNumberInvalid", "AS", "4294967296", "4294967295")]
    [InlineData("ASNumberInvalid", "AS", "65536.1", "65535.1")]
    [InlineData("ASNumberInvalid", "AS", "AS64512", "64512")]
    public void A_value_that_ends_calico_node_is_found_and_its_neighbour_is_not(string rule, string variable, string refused, string taken)
    {
        var manifest = With(variable, refused);
        Assert.Equal($"value: \"{refused}\"", LineOf(manifest, Finds(rule, manifest, $"{variable} is {refused}")));
        FindsNot(rule, With(variable, taken));
    }

    [Theory]
    [InlineData("NodeAddressInvalid", "IP", "autodetect", "192.0.2.300", "192.0.2.30/24")]
    [InlineData("EncapsulationUnknown", "CALICO_IPV4POOL_IPIP", "Always", "IPIP", "CROSSSUBNET")]
    [InlineData("EncapsulationUnknown", "CALICO_IPV4POOL_VXLAN", "Never", "no", "off")]
    [InlineData("EncapsulationUnknown", "CALICO_IPV6POOL_VXLAN", "Never", "cross_subnet", "Cross-Subnet")]
    public void A_value_in_the_place_of_the_official_one_is_looked_at_too(
        string rule, string variable, string old, string refused, string taken)
    {
        Finds(rule, Changed(refused), $"{variable} is {refused}");
        FindsNot(rule, Changed(taken));

        CalicoManifest Changed(string value) => EtcdManifest(
            "v3.28.2",
            ($"- name: {variable}\n              value: \"{old}\"", $"- name: {variable}\n              value: \"{value}\""));
    }

    [Fact]
    public void A_pool_can_be_none_from_the_release_on_that_knows_it()
    {
        Finds("PodCidrMalformed", With("CALICO_IPV4POOL_CIDR", "none", "v3.28.2"), "none");
        FindsNot("PodCidrMalformed", With("CALICO_IPV4POOL_CIDR", "none", "v3.29.1"));
    }

    [Fact]
    public void A_range_without_pools_is_an_error_and_without_pools_their_values_are_not_read()
    {
        Finds("PodCidrWithoutPool", With("CALICO_IPV4POOL_CIDR", "10.244.0.0/16", more: WithoutPools), "10.244.0.0/16");
        FindsNot("PodCidrWithoutPool", With("CALICO_IPV4POOL_CIDR", "10.244.0.0/16"));
        FindsNot("PodCidrWithoutPool", With("CALICO_IPV4POOL_CIDR", "", more: WithoutPools));
        FindsNot("BlockSizeInvalid", With("CALICO_IPV4POOL_BLOCK_SIZE", "19", more: WithoutPools));
    }

    private static CalicoManifest With(string variable, string value, string release = "v3.28.2", string more = "") =>
        EtcdManifest(release, (Placeholder, $"            - name: {variable}\n              value: \"{value}\"\n{more}"));
}
