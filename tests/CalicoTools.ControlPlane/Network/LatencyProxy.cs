using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CalicoTools.ControlPlane.Network;

/// <summary>
/// A line to a server, as long as is wished: what either side sends arrives half a round trip later, however much it is, and the first
/// bytes of a connection a whole round trip later than that, as if for the handshake of TCP. It can be cut.
/// </summary>
public sealed class LatencyProxy : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly Uri _server;
    private readonly ConcurrentDictionary<Socket, byte> _open = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Task _accepting;
    private volatile bool _isCut;

    /// <summary>Lays the line.</summary>
    /// <param name="server">The server at its other end.</param>
    /// <param name="roundTrip">How long an answer takes at least.</param>
    public LatencyProxy(Uri server, TimeSpan roundTrip)
    {
        _server = server;
        RoundTrip = roundTrip;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndPoint!).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>Where the line begins.</summary>
    public Uri Address { get; }

    /// <summary>How long an answer takes at least; what is under way keeps its time.</summary>
    public TimeSpan RoundTrip { get; set; }

    /// <summary>Resets every connection, and each new one until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _isCut = true;
        Reset();
    }

    /// <summary>Resets every connection; new ones work.</summary>
    public void Reset()
    {
        foreach (var socket in _open.Keys)
        {
            Abort(socket);
        }
    }

    /// <summary>Lets new connections work again.</summary>
    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Reset();
    }

    // Closed this way it sends a reset: the other side learns that nothing more will come, and that what it sent may be lost.
    private static void Abort(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stop.Token);
                if (_isCut)
                {
                    Abort(client);
                }
                else
                {
                    _ = ConnectAsync(client);
                }
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ConnectAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _open[client] = _open[server] = 0;
        try
        {
            client.NoDelay = server.NoDelay = true;
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            await Task.WhenAll(CarryAsync(client, server, RoundTrip), CarryAsync(server, client, TimeSpan.Zero));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
            Abort(client);
            Abort(server);
        }
    }

    private async Task CarryAsync(Socket from, Socket to, TimeSpan handshake)
    {
        var onTheWay = Channel.CreateUnbounded<(long Due, byte[] Data)>();
        var first = Stopwatch.GetTimestamp() + Ticks(handshake);
        var delivering = DeliverAsync(onTheWay.Reader, to);
        try
        {
            var buffer = new byte[BufferSize];
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                var sent = Math.Max(Stopwatch.GetTimestamp(), first);
                onTheWay.Writer.TryWrite((sent + Ticks(RoundTrip / 2), buffer[..count]));
            }
        }
        finally
        {
            onTheWay.Writer.Complete();
        }

        await delivering;
    }

    private async Task DeliverAsync(ChannelReader<(long Due, byte[] Data)> onTheWay, Socket to)
    {
        await foreach (var (due, data) in onTheWay.ReadAllAsync(_stop.Token))
        {
            // A timer may be early.
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay((int)Math.Ceiling(wait.TotalMilliseconds), _stop.Token);
            }

            await to.SendAsync(data, _stop.Token);
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
