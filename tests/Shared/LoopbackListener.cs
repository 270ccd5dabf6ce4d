using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace CalicoTools.Shared;

/// <summary>Listens on a port of the loopback and has each connection served, until it or its other side is gone.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Stream, Task> _serve;
    private readonly X509Certificate2? _certificate;

    /// <summary>Listens.</summary>
    /// <param name="serve">Serves a connection.</param>
    /// <param name="certificate">With which it speaks TLS; without it, it does not.</param>
    public LoopbackListener(Func<Stream, Task> serve, X509Certificate2? certificate = null)
    {
        (_serve, _certificate) = (serve, certificate);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public string Address => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        try
        {
            await using var stream = await OpenAsync(client);
            await _serve(stream);
        }
        catch (Exception gone) when (gone is
            IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException)
        {
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(_certificate);
        return stream;
    }
}
