using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CalicoTools.Shared;

/// <summary>A web server on this machine that answers as it is told, faults included.</summary>
public sealed class WebServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<WebAnswer>> _answers = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private readonly X509Certificate2? _certificate;

    /// <summary>Starts it.</summary>
    /// <param name="certificate">With which it speaks TLS; without it, it speaks plain HTTP.</param>
    public WebServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        Address = $"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync();
    }

    public string Address { get; }

    /// <summary>The targets that were asked for, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Says how to answer a target: one answer after the other, the last again and again.</summary>
    public WebServer Answers(string target, params WebAnswer[] answers)
    {
        _answers[target] = new(answers);
        return this;
    }

    /// <summary>Goes off the network; what it has seen can still be asked for.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _listener.Stop();
    }

    public void Dispose()
    {
        Stop();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var stopping = _stopping.Token;
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(stopping), stopping);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client, CancellationToken stopping)
    {
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client, stopping);
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var target = (await reader.ReadLineAsync(stopping) ?? "").Split(' ') is [_, var asked, ..] ? asked : "";
                while (await reader.ReadLineAsync(stopping) is { Length: > 0 })
                {
                    // Its headers do not matter.
                }

                _requests.Enqueue(target);
                await Next(target).WriteAsync(stream, stopping);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or AuthenticationException)
            {
                // The other side has gone, or the test is over.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client, CancellationToken stopping)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, stopping);
        return stream;
    }

    private WebAnswer Next(string target)
    {
        if (!_answers.TryGetValue(target, out var answers))
        {
            return WebAnswer.Status("404 Not Found");
        }

        return answers.Count > 1 && answers.TryDequeue(out var next) ? next : answers.First();
    }
}
