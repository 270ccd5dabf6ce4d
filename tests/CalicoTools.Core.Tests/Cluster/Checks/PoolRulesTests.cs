using CalicoTools.Cluster.Checks;
using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.Documents;
using static CalicoTools.Core.Tests.Cluster.Checks.Judging;

namespace CalicoTools.Core.Tests.Cluster.Checks;

public sealed class PoolRulesTests
{
    private const string Cidr = "CALICO_IPV4POOL_CIDR";
    private const string LivePool =
        """{"cidr": "10.244.0.0/16", "blockSize": 26, "ipipMode": "Always", "vxlanMode": "Never", "natOutgoing": true, "nodeSelector": "all()"}""";

    private static ClusterFacts WithoutKubeadm => Fine with { KubeadmConfig = null };

    [Fact]
    public void A_range_outside_kubeadm_s_is_warned_of()
    {
        var finding = Finds("PodCidrDiffers", Fine, With(Cidr, "10.10.0.0/16"));
        Assert.Equal("10.10.0.0/16, but kubeadm-config has 10.244.0.0/16", finding.Evidence);
        Assert.Equal("Set the pod range with -PodCidr 10.244.0.0/16.", finding.Remedy);
        FindsNot("PodCidrDiffers", Fine, With(Cidr, "10.244.0.0/16"));
        FindsNot("PodCidrDiffers", Fine, With(Cidr, "10.244.128.0/17"));
    }

    [Fact]
    public void A_range_outside_the_controller_manager_s_is_warned_of()
    {
        var facts = WithoutKubeadm with { ControlPlane = [ControllerManager("--cluster-cidr=10.20.0.0/16,fd00:20::/64")] };
        Assert.Contains("10.20.0.0/16", Finds("PodCidrDiffers", facts, With(Cidr, "10.244.0.0/16")).Evidence, StringComparison.Ordinal);
        FindsNot("PodCidrDiffers", facts, With(Cidr, "10.20.0.0/16"));
        Finds("PodCidrDiffers", facts, With("CALICO_IPV6POOL_CIDR", "fd00:21::/64"));
        FindsNot("PodCidrDiffers", facts, With("CALICO_IPV6POOL_CIDR", "fd00:20::/64"));
    }

    [Fact]
    public void A_range_that_holds_the_nodes_ranges_is_fine()
    {
        FindsNot("PodCidrDiffers", WithoutKubeadm, With(Cidr, "10.244.0.0/16"));
        Assert.Contains("all nodes' podCIDRs", Finds("PodCidrDiffers", WithoutKubeadm, With(Cidr, "10.245.0.0/16")).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void No_range_is_warned_of_where_Calico_cannot_see_the_cluster_s()
    {
        var finding = Finds("PodCidrNotGiven", WithoutKubeadm);
        Assert.Contains("10.244.0.0/24", finding.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("10.244.0.0/24", finding.Remedy, StringComparison.Ordinal);
        FindsNot("PodCidrNotGiven", Fine);
        FindsNot("PodCidrNotGiven", WithoutKubeadm, With(Cidr, "10.244.0.0/16"));
        FindsNot("PodCidrNotGiven", WithoutKubeadm with { Nodes = [Node("n1", "192.0.2.1", "192.168.0.0/24")] });
    }

    [Fact]
    public void A_range_that_holds_nodes_is_an_error()
    {
        var finding = Finds("PodCidrHoldsNodes", Fine with { Nodes = [Node("n1", "10.244.0.5", "10.244.0.0/24")] }, With(Cidr, "10.244.0.0/16"));
        Assert.Equal(("Node n1", "10.244.0.5 is in 10.244.0.0/16"), (finding.Subject, finding.Evidence));
        FindsNot("PodCidrHoldsNodes", Fine, With(Cidr, "10.244.0.0/16"));
    }

    [Fact]
    public void A_range_that_overlaps_with_the_services_is_an_error_whoever_tells_theirs()
    {
        var told = Fine with { KubeadmConfig = Kubeadm("10.244.0.0/16", "10.96.0.0/12") };
        Assert.Equal(FindingSeverity.Error, Finds("PodCidrOverlap", told, With(Cidr, "10.100.0.0/16")).Severity);
        FindsNot("PodCidrOverlap", told, With(Cidr, "10.244.0.0/16"));

        var flags = WithoutKubeadm with { ControlPlane = [ControllerManager("--service-cluster-ip-range=10.20.0.0/16,fd00:20::/108")] };
        Assert.Contains("services' 10.20.0.0/16", Finds("PodCidrOverlap", flags, With(Cidr, "10.0.0.0/8")).Evidence, StringComparison.Ordinal);
        Finds("PodCidrOverlap", flags, With("CALICO_IPV6POOL_CIDR", "fd00::/16"));

        var objects = WithoutKubeadm with { ServiceCidrs = [Pool("kubernetes", """{"cidrs": ["10.30.0.0/16"]}""")] };
        Finds("PodCidrOverlap", objects, With(Cidr, "10.30.128.0/17"));

        var address = WithoutKubeadm with { ApiService = Pool("kubernetes", """{"clusterIP": "10.40.0.1"}""") };
        Finds("PodCidrOverlap", address, With(Cidr, "10.40.0.0/16"));
        FindsNot("PodCidrOverlap", address, With(Cidr, "10.244.0.0/16"));
        FindsNot("PodCidrOverlap", address with { Pools = [Pool("mine", LivePool)] }, With(Cidr, "10.40.0.0/16"));
    }

    [Theory]
    [InlineData(Cidr, "10.10.0.0/16", true)]
    [InlineData(Cidr, "10.244.0.0/16", false)]
    [InlineData("CALICO_IPV4POOL_BLOCK_SIZE", "24", true)]
    [InlineData("CALICO_IPV4POOL_BLOCK_SIZE", "26", false)]
    [InlineData("CALICO_IPV4POOL_NAT_OUTGOING", "no", true)]
    [InlineData("CALICO_IPV4POOL_NAT_OUTGOING", "true", false)]
    [InlineData("CALICO_IPV4POOL_NODE_SELECTOR", "has(x)", true)]
    [InlineData("CALICO_IPV4POOL_NODE_SELECTOR", "all()", false)]
    public void A_setting_that_a_pool_does_not_follow_is_warned_of(string variable, string value, bool found)
    {
        var facts = Fine with { Pools = [Pool("default-ipv4-ippool", LivePool)] };
        if (found)
        {
            Assert.Contains($"{variable} is {value}", Finds("PoolSettingWithoutEffect", facts, With(variable, value)).Evidence, StringComparison.Ordinal);
        }
        else
        {
            FindsNot("PoolSettingWithoutEffect", facts, With(variable, value));
        }
    }

    [Fact]
    public void A_mode_is_the_same_however_it_is_written()
    {
        var manifest = SampleManifest.Kubernetes("v3.21.2");
        var pool = LivePool.Replace("\"Always\"", "\"CrossSubnet\"", StringComparison.Ordinal);
        Assert.Contains(
            "CALICO_IPV4POOL_IPIP is Always, the pool has CrossSubnet",
            Finds("PoolSettingWithoutEffect", Fine with { Pools = [Pool("default-ipv4-ippool", pool)] }, manifest).Evidence,
            StringComparison.Ordinal);
        var sameMode = manifest.ToYaml().Replace("value: Always", "value: cross-subnet", StringComparison.Ordinal);
        FindsNot(
            "PoolSettingWithoutEffect",
            Fine with { Pools = [Pool("default-ipv4-ippool", pool)] },
            Manifest.Parse(sameMode, "same.yaml"));
    }

    [Fact]
    public void Where_there_is_a_pool_the_range_is_not_judged() =>
        FindsNot("PodCidrDiffers", Fine with { Pools = [Pool("mine", LivePool)] }, With(Cidr, "10.10.0.0/16"));
}
