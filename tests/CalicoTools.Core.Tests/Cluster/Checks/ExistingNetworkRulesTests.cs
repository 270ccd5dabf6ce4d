using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.Documents;
using static CalicoTools.Core.Tests.Cluster.Checks.Judging;

namespace CalicoTools.Core.Tests.Cluster.Checks;

public sealed class ExistingNetworkRulesTests
{
    [Theory]
    [InlineData("kube-flannel", "kube-flannel-ds")]
    [InlineData("kube-system", "cilium")]
    [InlineData("kube-system", "weave-net")]
    [InlineData("kube-system", "canal")]
    [InlineData("default", "calico-node")]
    public void Another_network_is_an_error(string namespaceName, string name)
    {
        var finding = Finds("OtherNetwork", Fine with { DaemonSets = [Set(namespaceName, name)] });
        Assert.Equal(($"DaemonSet {namespaceName}/{name}", FindingSeverity.Error), (finding.Subject, finding.Severity));
    }

    [Theory]
    [InlineData("kube-system", "kube-proxy")]
    [InlineData("kube-system", "calico-node")]
    [InlineData("monitoring", "ciliumx")]
    public void What_is_no_other_network_is_fine(string namespaceName, string name) =>
        FindsNot("OtherNetwork", Fine with { DaemonSets = [Set(namespaceName, name)] });

    [Fact]
    public void Policy_beside_another_network_is_fine()
    {
        var policy = SampleManifest.Kubernetes("v3.21.2").ToYaml().Replace("\"bird\"", "\"none\"", StringComparison.Ordinal);
        FindsNot("OtherNetwork", Fine with { DaemonSets = [Set("kube-system", "aws-node")] }, Manifest.Parse(policy, "policy.yaml"));
    }

    [Fact]
    public void A_Calico_of_the_operator_is_left_to_it()
    {
        Finds("OperatorManaged", Fine with { DaemonSets = [Set("calico-system", "calico-node")] });
        Finds("OperatorManaged", Fine with { OperatorInstallations = [Pool("default", "{}")] });
        Assert.Equal("Deployment ops/tigera-operator", Finds("OperatorManaged", Fine with { Operators = [Set("ops", "tigera-operator")] }).Subject);
        FindsNot("OperatorManaged", Fine with { DaemonSets = [Set("kube-system", "calico-node")] });
    }
}
