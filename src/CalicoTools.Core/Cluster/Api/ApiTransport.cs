using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using CalicoTools.Cluster.Connection;
using CalicoTools.Input;

namespace CalicoTools.Cluster.Api;

/// <summary>Sends requests: time-outs, credentials, retries, and failures as errors that say what to do.</summary>
internal sealed class ApiTransport(ClusterEndpoint endpoint) : IDisposable
{
    private const int AttemptsOnServerError = 3;

    private static readonly TimeSpan s_requestTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_answerTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    private readonly ServerTrust _trust = new(endpoint);
    private readonly ApiWarnings _warnings = new();
    private HttpClient? _http;
    private long _retryUntil = Environment.TickCount64 + (long)s_requestTime.TotalMilliseconds;

    // A server that never answered is the wrong one; one that did and now does not is restarting.
    private volatile bool _hasAnswered;

    /// <summary>Sets until when requests are tried again.</summary>
    /// <param name="time">The time from now.</param>
    public void RetryFor(TimeSpan time) => _retryUntil = Environment.TickCount64 + (long)time.TotalMilliseconds;

    /// <summary>Takes the warnings that came since the last call.</summary>
    /// <returns>The warnings, each once.</returns>
    public IReadOnlyList<string> TakeWarnings() => _warnings.Take();

    /// <inheritdoc/>
    public void Dispose() => _http?.Dispose();

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="url">The path on the server, parameters included.</param>
    /// <param name="subject">What it is about, for errors.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="contentType">The body's type.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The answer of a server that did what it was asked.</returns>
    public Task<byte[]> SendAsync(
        HttpMethod method, string url, object subject, byte[]? body, string? contentType, CancellationToken cancellation) =>
        SendAsync(method, url, subject, body, contentType, ReadAsync, cancellation);

    /// <summary>Reads the end of an answer, however long the answer is.</summary>
    /// <param name="url">The path on the server, parameters included.</param>
    /// <param name="subject">What it is about, for errors.</param>
    /// <param name="bytes">The most bytes to keep.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The last bytes of the answer.</returns>
    public Task<byte[]> ReadEndAsync(string url, object subject, int bytes, CancellationToken cancellation)
    {
        return SendAsync(HttpMethod.Get, url, subject, null, null, EndAsync, cancellation);

        async Task<byte[]> EndAsync(HttpResponseMessage response, object about, CancellationToken stop) => response.IsSuccessStatusCode
            ? await StreamTail.ReadAsync(await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false), bytes, stop).ConfigureAwait(false)
            : await ReadAsync(response, about, stop).ConfigureAwait(false);
    }

    private async Task<byte[]> SendAsync(
        HttpMethod method,
        string url,
        object subject,
        byte[]? body,
        string? contentType,
        Func<HttpResponseMessage, object, CancellationToken, Task<byte[]>> read,
        CancellationToken cancellation)
    {
        var mayRenew = true;
        for (var attempt = 1; ; attempt++)
        {
            var pause = Pause(attempt);
            var isAnswering = false;
            try
            {
                // A credential plugin has a time of its own.
                await endpoint.Credential.PrepareAsync(cancellation).ConfigureAwait(false);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                limit.CancelAfter(s_requestTime);
                using var request = Request(method, url, body, contentType);
                using var response = await StartAsync(request, limit.Token).ConfigureAwait(false);
                (isAnswering, _hasAnswered) = (true, true);
                limit.CancelAfter(s_answerTime);
                var answer = await read(response, subject, limit.Token).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    _warnings.Add(request, response, subject);
                    return answer;
                }

                if (response.StatusCode == HttpStatusCode.Unauthorized && mayRenew && endpoint.Credential.CanRenew)
                {
                    mayRenew = false;
                    await endpoint.Credential.RenewAsync(cancellation).ConfigureAwait(false);
                    continue;
                }

                if (!MayHeal(response.StatusCode, attempt) || !HasTime(pause))
                {
                    throw Refusal(request, response.StatusCode, subject, answer);
                }

                pause = response.Headers.RetryAfter?.Delta is { } asked && asked < s_longestPause && asked > pause ? asked : pause;
            }
            catch (Exception error) when (IsBroken(error))
            {
                if (!_hasAnswered || !HasTime(pause) || _trust.Fault is not null)
                {
                    throw TransportErrors.Of(endpoint, error, _trust.Fault);
                }
            }
            catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
            {
                if (isAnswering)
                {
                    throw ApiErrors.Unfinished(endpoint, subject, s_answerTime, error);
                }

                if (!_hasAnswered || !HasTime(pause))
                {
                    throw TransportErrors.NoAnswer(endpoint, error);
                }
            }

            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Reads an answer that comes line by line, until the server or the connection ends it.</summary>
    /// <param name="url">The path on the server, parameters included.</param>
    /// <param name="subject">What it is about, for errors.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The lines.</returns>
    public async IAsyncEnumerable<string> ReadLinesAsync(
        string url, object subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, url, null, null);
        using var response = await StartedAsync(request, cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            var answer = await ReadAsync(response, subject, cancellation).ConfigureAwait(false);
            throw Refusal(request, response.StatusCode, subject, answer);
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var lines = new BoundedStream(
            stream, InputKind.WatchLine.Limit, () => ApiErrors.TooLarge(endpoint, subject, InputKind.WatchLine));
        using var reader = new StreamReader(lines);
        while (await NextLineAsync(reader, cancellation).ConfigureAwait(false) is { } line)
        {
            lines.Renew();
            yield return line;
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, object subject, CancellationToken cancellation)
    {
        var kind = response.IsSuccessStatusCode ? InputKind.ApiAnswer : InputKind.ApiRefusal;
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return await BoundedStream
            .ReadAllAsync(stream, kind.Limit, () => ApiErrors.TooLarge(endpoint, subject, kind), cancellation)
            .ConfigureAwait(false);
    }

    private static async Task<string?> NextLineAsync(StreamReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (IsBroken(error))
        {
            // As when the server ends it: whoever watches begins anew.
            return null;
        }
    }

    // A peer that resets a connection it has only just accepted shows as the socket's own exception.
    private static bool IsBroken(Exception error) => error is HttpRequestException or IOException or SocketException;

    private static HttpRequestMessage Request(HttpMethod method, string url, byte[]? body, string? contentType)
    {
        var request = new HttpRequestMessage(method, new Uri(url, UriKind.Relative)) { Version = HttpVersion.Version20 };
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType!);
        }

        return request;
    }

    private static bool MayHeal(HttpStatusCode status, int attempt) => status switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => true,
        HttpStatusCode.InternalServerError => attempt < AttemptsOnServerError,
        _ => false,
    };

    private static TimeSpan Pause(int attempt)
    {
        var pause = s_firstPause * Math.Pow(2, Math.Min(attempt - 1, 10)) * (0.75 + (Random.Shared.NextDouble() / 2));
        return pause < s_longestPause ? pause : s_longestPause;
    }

    // The server does not tell why it refuses a token; only it knows what time it is.
    private ClusterException Refusal(HttpRequestMessage request, HttpStatusCode status, object subject, byte[] answer) =>
        status == HttpStatusCode.Unauthorized && TokenExpiry.Of(request.Headers.Authorization) is { } end && end < DateTime.UtcNow
            ? ApiErrors.TokenExpired(endpoint, end)
            : ApiErrors.Of(endpoint, request.Method, subject, (int)status, ApiAnswer.Object(answer));

    private bool HasTime(TimeSpan pause) => Environment.TickCount64 + pause.TotalMilliseconds < _retryUntil;

    private async Task<HttpResponseMessage> StartAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var http = _http ?? await ConnectAsync(cancellation).ConfigureAwait(false);

        // The name in this header is the one asked for in TLS, and the one the server's certificate is to have.
        request.Headers.Host = endpoint.TlsServerName;
        request.Headers.Authorization = await endpoint.Credential.AuthorizationAsync(cancellation).ConfigureAwait(false);
        foreach (var (name, value) in endpoint.Impersonation)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpClient> ConnectAsync(CancellationToken cancellation)
    {
        var certificate = await endpoint.Credential.PrepareAsync(cancellation).ConfigureAwait(false);
        lock (_trust)
        {
            return _http ??= _trust.CreateClient(certificate);
        }
    }

    private async Task<HttpResponseMessage> StartedAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await StartAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (IsBroken(error))
        {
            throw TransportErrors.Of(endpoint, error, _trust.Fault);
        }
    }
}
