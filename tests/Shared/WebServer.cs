using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CalicoTools.Shared;

/// <summary>A web server on this machine that answers as it is told, faults included.</summary>
public sealed class WebServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<WebAnswer>> _answers = new();
    private readonly ConcurrentQueue<string> _requests = new();

    public WebServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

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
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var target = (await reader.ReadLineAsync(stopping) ?? "").Split(' ') is [_, var asked, ..] ? asked : "";
                while (await reader.ReadLineAsync(stopping) is { Length: > 0 })
                {
                    // Its headers do not matter.
                }

                _requests.Enqueue(target);
                await Next(target).WriteAsync(stream, stopping);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // The other side has gone, or the test is over.
            }
        }
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
