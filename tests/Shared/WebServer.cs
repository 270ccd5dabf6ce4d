using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CalicoTools.Shared;

/// <summary>A web server on this machine that answers as it is told, faults included.</summary>
public sealed class WebServer : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<WebAnswer>> _answers = new();
    private readonly ConcurrentQueue<string> _requests = new();

    /// <summary>Starts it.</summary>
    /// <param name="certificate">With which it speaks TLS; without it, it speaks plain HTTP.</param>
    public WebServer(X509Certificate2? certificate = null)
    {
        var stopping = _stopping.Token;
        _listener = new LoopbackListener(stream => AnswerAsync(stream, stopping), certificate);
    }

    public string Address => _listener.Address;

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
        _listener.Dispose();
    }

    public void Dispose()
    {
        Stop();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(Stream stream, CancellationToken stopping)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var target = (await reader.ReadLineAsync(stopping) ?? "").Split(' ') is [_, var asked, ..] ? asked : "";
        while (await reader.ReadLineAsync(stopping) is { Length: > 0 })
        {
            // Its headers do not matter.
        }

        _requests.Enqueue(target);
        await Next(target).WriteAsync(stream, stopping);
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
