using System.Net.Sockets;
using System.Text;

namespace CalicoTools.Cluster.Tests.Connection;

/// <summary>A proxy as companies have them: whatever CONNECT asks for, it leads to one server, and it may ask for a password.</summary>
internal sealed class ConnectProxy : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly Uri _server;
    private readonly string? _user;
    private readonly List<string> _asked = [];

    /// <summary>Starts it.</summary>
    /// <param name="server">Where it leads.</param>
    /// <param name="user">The name and password it wants, as <c>name:password</c>; null for none.</param>
    public ConnectProxy(Uri server, string? user = null)
    {
        (_server, _user) = (server, user);
        _listener = new LoopbackListener(ServeAsync);
    }

    public string Authority => $"127.0.0.1:{_listener.Port}";

    /// <summary>The hosts and ports that were asked for.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(Stream stream)
    {
        while (await HeadAsync(stream) is { Length: > 0 } head)
        {
            var authorization = $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(_user ?? ""))}";
            if (_user is not null && !head.Contains(authorization, StringComparison.Ordinal))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(
                    "HTTP/1.1 407 Name Yourself\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n"));
                continue;
            }

            lock (_asked)
            {
                _asked.Add(head.Split(' ')[1]);
            }

            using var server = new TcpClient();
            await server.ConnectAsync(_server.Host, _server.Port);
            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
            await using var far = server.GetStream();
            await Task.WhenAny(stream.CopyToAsync(far), far.CopyToAsync(stream));
            return;
        }
    }

    private static async Task<string> HeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(next) > 0)
        {
            head.Append((char)next[0]);
        }

        return head.ToString();
    }
}
