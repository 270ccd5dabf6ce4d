using static CalicoTools.Core.Tests.Cluster.Checks.Judging;

namespace CalicoTools.Core.Tests.Cluster.Checks;

public sealed class AutodetectionRulesTests
{
    private const string Method = "IP_AUTODETECTION_METHOD";

    [Fact]
    public void Nodes_outside_the_ranges_are_named()
    {
        Assert.Equal("cidr=192.0.2.0/31, without n2", Finds("AutodetectionRangeMatchesNotAll", Fine, With(Method, "cidr=192.0.2.0/31")).Evidence);
        FindsNot("AutodetectionRangeMatchesNotAll", Fine, With(Method, "cidr=192.0.2.0/31,192.0.2.2/32"));
        FindsNot("AutodetectionRangeMatchesNotAll", Fine, With(Method, "can-reach=198.51.100.1"));
    }

    [Fact]
    public void Nodes_without_an_internal_address_are_named()
    {
        var facts = Fine with { Nodes = [Node("n1", "192.0.2.1", "10.244.0.0/24"), Node("n2", "fd00::2", "10.244.1.0/24")] };
        var finding = Finds("NodeInternalAddressMissing", facts, With(Method, "kubernetes-internal-ip", "v3.22.5"));
        Assert.Equal("kubernetes-internal-ip, without n2", finding.Evidence);
        FindsNot("NodeInternalAddressMissing", Fine, With(Method, "kubernetes-internal-ip", "v3.22.5"));
        FindsNot("NodeInternalAddressMissing", facts, With(Method, "first-found"));
    }
}
