using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Input;

namespace CalicoTools.Core.Tests.Cluster.Connection;

/// <summary>What a server can do to whoever asks it: nothing but end in one error.</summary>
public sealed class HostileServerTests
{
    private static readonly ApiPath s_pods = ApiResource.Of("v1", "Pod").All("kube-system");

    [Fact]
    public async Task A_watch_may_go_on_for_ever_as_long_as_its_lines_end()
    {
        var line = """{"type":"MODIFIED","object":{"kind":"NAME"}}""".Replace("NAME", new string('a', 1024 * 1024), StringComparison.Ordinal) + "\n";
        using var server = TestServer.Endless(line);
        using var client = Client(server.Address);
        var seen = 0L;
        await foreach (var change in client.WatchAsync(s_pods, "1", null, Stop))
        {
            seen += line.Length;
            Assert.Equal("MODIFIED", change.Type);
            if (seen > 2L * InputKind.WatchLine.Limit)
            {
                break;
            }
        }

        Assert.True(seen > 2L * InputKind.WatchLine.Limit);
    }

    [Theory]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"type":1,"object":{}}""")]
    [InlineData("""{"type":"ADDED","object":[]}""")]
    [InlineData("""{"type":"ADDED","type":"ADDED","object":{}}""")]
    [InlineData("""[]""")]
    [InlineData("""not json""")]
    public async Task A_watch_that_says_something_else_is_one_error(string line)
    {
        using var server = new TestServer(_ => $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{line}\n");
        using var client = Client(server.Address);
        var error = await Assert.ThrowsAsync<ClusterException>(async () =>
        {
            await foreach (var change in client.WatchAsync(s_pods, "1", null, Stop))
            {
                Assert.Fail($"{change}");
            }
        });
        Assert.Equal("ClusterAnswerNotKubernetes", error.ErrorId);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"items":[{"metadata":{"name":"a"},"metadata":{}}]}""")]
    [InlineData("""[1]""")]
    [InlineData("""null""")]
    public async Task An_answer_with_a_field_twice_or_that_is_no_object_is_one_error(string body)
    {
        using var server = new TestServer(_ => TestServer.Json(200, body));
        using var client = Client(server.Address);
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.ListAsync(s_pods, null, Stop));
        Assert.Equal("ClusterAnswerNotKubernetes", error.ErrorId);
    }

    [Theory]
    [InlineData("""{"kind":5,"message":"x"}""")]
    [InlineData("""{"kind":"Status","message":{"a":1},"details":[]}""")]
    [InlineData("""{"kind":"Status","message":"x","details":{"causes":{"a":1}}}""")]
    [InlineData("""{"kind":"Status","message":"x","details":{"causes":[5,null,{"reason":1,"message":2,"field":3}]}}""")]
    public async Task A_refusal_with_fields_of_wrong_types_is_still_a_refusal(string body)
    {
        using var server = new TestServer(_ => TestServer.Json(409, body));
        using var client = Client(server.Address);
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.ListAsync(s_pods, null, Stop));
        Assert.Equal(409, error.StatusCode);
    }

    [Fact]
    public async Task A_message_of_megabytes_is_cut_and_shows_neither_secrets_nor_control_characters()
    {
        var message = $"denied https://root:hunter22@etcd:2379 \\u001b[2J token=abcdefgh12 {new string('a', 500_000)} end";
        using var server = new TestServer(_ => TestServer.Status(403, message));
        using var client = Client(server.Address);
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.ListAsync(s_pods, null, Stop));
        Assert.InRange(error.Message.Length, 1, 2 * DisplayText.LongestExcerpt);
        Assert.DoesNotContain("hunter22", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefgh12", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', error.Message);
    }

    [Fact]
    public void A_user_name_and_a_password_in_a_server_s_address_are_shown_nowhere()
    {
        var endpoint = new ClusterEndpoint(new Uri("https://admin:hunter22@10.0.0.1:6443/c/?token=a#b"), new Credential("nobody")) { Context = "x" };
        Assert.Equal("https://10.0.0.1:6443/c (context 'x')", endpoint.ToString());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static ClusterClient Client(string address) => new(new ClusterEndpoint(new Uri(address), new Credential("nobody")));
}
