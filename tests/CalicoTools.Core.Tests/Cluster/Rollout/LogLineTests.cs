using CalicoTools.Cluster.Rollout;

namespace CalicoTools.Core.Tests.Cluster.Rollout;

public sealed class LogLineTests
{
    [Fact]
    public void The_more_telling_line_is_found_whatever_its_place()
    {
        var found = LogLine.Find("Failed to create default IPv4 IP pool: error\n x CIDR overlaps with IPPool y\nCalico node failed to start");
        Assert.Equal(("CIDR overlaps with IPPool", "x CIDR overlaps with IPPool y"), (found?.Known.Fragment, found?.Line));
    }

    [Fact]
    public void A_log_that_tells_nothing_known_gives_nothing() => Assert.Null(LogLine.Find("Calico node started successfully\n"));

    [Fact]
    public void Every_line_has_a_cause_and_a_remedy()
    {
        Assert.NotEmpty(LogLine.Known);
        Assert.All(LogLine.Known, static line =>
        {
            Assert.EndsWith(".", line.Cause, StringComparison.Ordinal);
            Assert.EndsWith(".", line.Remedy, StringComparison.Ordinal);
        });
    }
}
