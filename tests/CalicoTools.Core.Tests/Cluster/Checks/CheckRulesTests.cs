using CalicoTools.Cluster.Checks;

namespace CalicoTools.Core.Tests.Cluster.Checks;

public sealed class CheckRulesTests
{
    [Fact]
    public void Every_rule_has_its_own_name_and_says_what_to_do() => Assert.All(
        CheckRules.OfClusters.GroupBy(static rule => rule.Id, StringComparer.OrdinalIgnoreCase),
        static same => Assert.EndsWith(".", Assert.Single(same).Remedy, StringComparison.Ordinal));

    [Fact]
    public void A_pattern_names_rules_of_manifests_and_clusters()
    {
        var named = CheckRules.Named("Etcd*", static id => id.StartsWith("Etcd", StringComparison.Ordinal));
        Assert.Contains("EtcdEndpointPlaceholder", named);
        Assert.Contains("EtcdUnreachable", named);
        Assert.DoesNotContain("OtherNetwork", named);
    }

    [Theory]
    [InlineData("OtherNetwrok", "OtherNetwork")]
    [InlineData("network", "OtherNetwork")]
    [InlineData("KubernetesRefuse", "KubernetesRefused")]
    [InlineData("EtcdUnreachable,EtcdUnhealthy", "EtcdUnreachable")]
    public void An_unknown_name_is_told_with_what_is_near(string typed, string near)
    {
        var error = Refused(typed);
        Assert.Contains($"'{typed}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(near, error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Etdc*")]
    [InlineData("")]
    [InlineData("x")]
    public void What_is_near_nothing_is_told_where_to_look(string typed) =>
        Assert.StartsWith("Get-Help about_CalicoInstallationRules", Refused(typed).Remedy, StringComparison.Ordinal);

    private static ClusterException Refused(string typed)
    {
        var error = Assert.Throws<ClusterException>(() => CheckRules.Named(typed, static _ => false));
        Assert.Equal("RuleUnknown", error.ErrorId);
        return error;
    }
}
