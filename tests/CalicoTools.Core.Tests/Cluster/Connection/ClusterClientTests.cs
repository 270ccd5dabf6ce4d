using System.Net;
using System.Net.Sockets;
using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;

namespace CalicoTools.Core.Tests.Cluster.Connection;

/// <summary>What becomes of answers and of silence.</summary>
public sealed class ClusterClientTests
{
    private static readonly ApiPath s_node = ApiResource.Of("apps/v1", "DaemonSet").Named("kube-system", "calico-node");

    [Theory]
    [InlineData(401, "Unauthorized", "{}", "ClusterUnauthorized")]
    [InlineData(403, "daemonsets is forbidden: User u cannot patch", "{}", "ClusterForbidden")]
    [InlineData(404, "not found", """{"name":"calico-node"}""", "ClusterResourceNotFound")]
    [InlineData(404, "the server could not find the requested resource", "{}", "ClusterKindNotServed")]
    [InlineData(409, "the object has been modified", "{}", "ClusterResourceChanged")]
    [InlineData(422, "spec.selector: field is immutable", "{}", "ClusterObjectRefused")]
    [InlineData(500, "etcdserver: no space", "{}", "ClusterServerFailed")]
    public async Task A_refusal_keeps_the_server_s_words_and_its_status(int code, string message, string details, string errorId)
    {
        using var server = new TestServer(_ => TestServer.Status(code, message, details));
        using var client = Client(server.Address);
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync(s_node, Stop));
        Assert.Equal((errorId, code), (error.ErrorId, error.StatusCode));
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal) || errorId is "ClusterUnauthorized" or "ClusterKindNotServed");
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public async Task Fields_of_others_are_named_with_their_owner()
    {
        const string causes = """
            {"causes":[{"reason":"FieldManagerConflict","message":"conflict with \"kubectl-edit\" using v1","field":".data.a"}]}
            """;
        using var server = new TestServer(static _ => TestServer.Status(409, "Apply failed", causes));
        using var client = Client(server.Address);
        var error = await Assert.ThrowsAsync<ClusterException>(
            () => client.ApplyAsync(s_node, [.. "{}"u8], dryRun: true, force: false, Stop));
        Assert.Equal("ClusterFieldConflict", error.ErrorId);
        Assert.Equal(new FieldConflict("kubectl-edit", ".data.a"), Assert.Single(error.Conflicts));
    }

    [Fact]
    public async Task What_is_no_Kubernetes_is_told_so()
    {
        using var server = new TestServer(static _ => "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 6\r\n\r\n<html>");
        using var client = Client(server.Address);
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync("/version", Stop));
        Assert.Equal("ClusterAnswerNotKubernetes", error.ErrorId);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task A_busy_server_and_one_that_hangs_up_are_asked_again(int code)
    {
        var asked = 0;
        using var server = new TestServer(_ => Interlocked.Increment(ref asked) switch
        {
            2 or 3 => code == 0 ? "" : TestServer.Status(code, "later"),
            _ => TestServer.Json(200, """{"n":"1"}"""),
        });
        using var client = Client(server.Address);
        await client.GetAsync("/version", Stop);
        Assert.Equal("1", (string?)(await client.GetAsync("/version", Stop))["n"]);
        Assert.Equal(4, asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1:PORT", "ClusterConnectionRefused")]
    [InlineData("http://no-such-host.invalid", "ClusterHostUnknown")]
    public async Task A_server_that_never_answered_is_not_waited_for(string address, string errorId)
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        using var client = Client(address.Replace("PORT", $"{port}", StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync("/version", Stop));
        Assert.Equal(errorId, error.ErrorId);
    }

    [Fact]
    public async Task TLS_to_a_server_without_it_is_told_so()
    {
        using var server = new TestServer(static _ => TestServer.Json(400, "{}"));
        using var client = Client(server.Address.Replace("http:", "https:", StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync("/version", Stop));
        Assert.Equal("ClusterTlsFailed", error.ErrorId);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static ClusterClient Client(string address) => new(new ClusterEndpoint(new Uri(address), new Credential("nobody")));
}
