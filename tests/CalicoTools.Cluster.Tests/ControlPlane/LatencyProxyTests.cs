using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CalicoTools.ControlPlane.Network;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>A line with latency to a server that echoes bytes.</summary>
public sealed class LatencyProxyTests : IDisposable
{
    private const int Messages = 20;
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(50);

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public LatencyProxyTests()
    {
        _server.Start();
        _ = EchoAsync();
    }

    private Uri Server => new($"tcp://127.0.0.1:{((IPEndPoint)_server.LocalEndpoint).Port}");

    [Fact]
    public async Task Every_answer_takes_a_round_trip_and_the_first_one_two()
    {
        await using var line = new LatencyProxy(Server, s_roundTrip);
        var first = Stopwatch.StartNew();
        using var client = await ConnectAsync(line);
        await AskAsync(client);
        Assert.True(first.Elapsed >= 2 * s_roundTrip);

        var others = Stopwatch.StartNew();
        for (var message = 0; message < Messages; message++)
        {
            await AskAsync(client);
        }

        Assert.True(others.Elapsed >= Messages * s_roundTrip);
    }

    [Fact]
    public async Task Messages_that_do_not_wait_for_each_other_share_a_round_trip()
    {
        await using var line = new LatencyProxy(Server, s_roundTrip);
        using var client = await ConnectAsync(line);
        await AskAsync(client);
        var waiting = Stopwatch.StartNew();
        for (var message = 0; message < Messages; message++)
        {
            await SendAsync(client);
        }

        await ReceiveAsync(client, Messages);
        Assert.True(waiting.Elapsed >= s_roundTrip && waiting.Elapsed < Messages * s_roundTrip / 2, $"{waiting.Elapsed}");
    }

    [Fact]
    public async Task A_cut_line_resets_connections_old_and_new_until_it_is_mended()
    {
        await using var line = new LatencyProxy(Server, TimeSpan.Zero);
        using var old = await ConnectAsync(line);
        await AskAsync(old);
        line.Cut();
        await Assert.ThrowsAnyAsync<IOException>(() => AskAsync(old));

        // A reset that is fast enough is seen while connecting.
        await Assert.ThrowsAnyAsync<SystemException>(AskAnewAsync);
        line.Mend();
        await AskAnewAsync();

        async Task AskAnewAsync()
        {
            using var fresh = await ConnectAsync(line);
            await AskAsync(fresh);
        }
    }

    public void Dispose() => _server.Dispose();

    private static async Task<TcpClient> ConnectAsync(LatencyProxy line)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(line.Address.Host, line.Address.Port);
        return client;
    }

    private static async Task AskAsync(TcpClient client)
    {
        await SendAsync(client);
        await ReceiveAsync(client, 1);
    }

    private static async Task SendAsync(TcpClient client) => await client.GetStream().WriteAsync(new byte[] { 1 });

    private static async Task ReceiveAsync(TcpClient client, int count) => await client.GetStream().ReadExactlyAsync(new byte[count]);

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                var stream = (await _server.AcceptTcpClientAsync()).GetStream();
                _ = stream.CopyToAsync(stream);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }
}
