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

    [Theory]
    [InlineData("x509: certificate signed by unknown authority", "the CA of the registry's certificate")]
    [InlineData("x509: certificate is valid for 172.30.0.11, not 127.0.0.1", "does not name the host")]
    [InlineData("dial tcp: lookup quay.io on [::1]:53: read udp [::1]:40557->[::1]:53: read: connection refused", "resolve the registry's name")]
    [InlineData("failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized", "wants credentials")]
    [InlineData("pulling from host 127.0.0.1:5000 failed with status code [manifests v3.32.1]: 429 Too Many Requests", "refuses more pulls")]
    [InlineData("rpc error: code = NotFound desc = failed to resolve reference \"quay.io/calico/node:v3.32.1\": not found", "does not have the image")]
    public void An_image_that_cannot_be_pulled_is_explained_by_what_is_known_of_images(string message, string cause)
    {
        Assert.Contains(cause, LogLine.FindForImage(message)?.Cause, StringComparison.Ordinal);
        Assert.Equal(
            LogLine.FindForImage(message), LogLine.FindForEvent($"Failed to pull image \"quay.io/calico/node:v3.32.1\": {message}"));
    }

    [Fact]
    public void An_unknown_authority_in_a_log_is_that_of_etcd_or_the_API_server() => Assert.Contains(
        "etcd-ca",
        LogLine.Find("dial tcp 10.0.0.1:2379: x509: certificate signed by unknown authority")?.Known.Remedy,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Liveness probe failed: calico/node is not ready: Felix is not live: Get \"http://localhost:9099/liveness\"", "does not answer")]
    [InlineData("stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running", "does not run on the node")]
    [InlineData("Readiness probe errored: rpc error: command timed out: \"/bin/calico-node -felix-ready\" timed out after 10s", "probe takes longer")]
    [InlineData("Error: secret \"calico-etcd-secrets\" not found", "Secret that the container needs is missing")]
    public void What_events_say_is_explained(string message, string cause) =>
        Assert.Contains(cause, LogLine.FindForEvent(message)?.Cause, StringComparison.Ordinal);

    [Theory]
    [InlineData("first\n[FATAL][9] startup.go: why\nCalico node failed to start\n", "[FATAL][9] startup.go: why")]
    [InlineData("first\nlast\n\n", "last")]
    [InlineData("unable to retrieve container logs for containerd://11e29a", null)]
    [InlineData("", null)]
    public void The_line_a_container_ended_with_says_why_where_one_does(string log, string? line) => Assert.Equal(line, LogLine.Last(log));

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
