using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace CalicoTools.ControlPlane;

/// <summary>Plain requests to an API server. It shares nothing with the client CalicoTools uses, which the tests are about.</summary>
public sealed class KubernetesApi : IDisposable
{
    private readonly HttpClient _client;

    internal KubernetesApi(Uri server, string authority, (string Certificate, string Key) pair)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = policy,
                ClientCertificates = [X509Certificate2.CreateFromPemFile(pair.Certificate, pair.Key)],
            },
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = server,
            DefaultRequestVersion = HttpVersion.Version20,
            Timeout = TimeSpan.FromMinutes(1),
        };
    }

    /// <summary>Whether a request failed because the server was not there, had no time, or saw others write; it may be tried again.</summary>
    public static bool IsOutage(Exception failure) => failure switch
    {
        IOException or TaskCanceledException => true,
        HttpRequestException { StatusCode: var status } =>
            status is null or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        _ => false,
    };

    /// <summary>Reads an object or a list.</summary>
    /// <returns>What is there; null when there is nothing.</returns>
    public async Task<JsonNode?> GetAsync(string path, CancellationToken cancellationToken = default)
    {
        using var response = await _client.GetAsync(path, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(response, cancellationToken);
    }

    /// <summary>Creates an object, or asks a question.</summary>
    /// <returns>The object, or the answer; null when there is such an object, which stays as it is.</returns>
    public async Task<JsonNode?> PostAsync(string path, JsonNode value, CancellationToken cancellationToken = default)
    {
        using var content = Json(value, "application/json");
        using var response = await _client.PostAsync(path, content, cancellationToken);
        return response.StatusCode == HttpStatusCode.Conflict ? null : await ReadAsync(response, cancellationToken);
    }

    /// <summary>Merges values into an object.</summary>
    /// <returns>The object; null when it is gone.</returns>
    public async Task<JsonNode?> MergeAsync(string path, JsonNode value, CancellationToken cancellationToken = default)
    {
        using var content = Json(value, "application/merge-patch+json");
        using var response = await _client.PatchAsync(path, content, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(response, cancellationToken);
    }

    /// <summary>Deletes an object, if it is there.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken = default)
    {
        using var response = await _client.DeleteAsync(path, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
        {
            await ReadAsync(response, cancellationToken);
        }
    }

    /// <summary>Reads a stream of lines, such as a watch, until the server ends it.</summary>
    public async IAsyncEnumerable<string> LinesAsync(
        string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    public void Dispose() => _client.Dispose();

    private static StringContent Json(JsonNode value, string type) => new(value.ToJsonString(), Encoding.UTF8, type);

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? text is ['{', ..] ? JsonNode.Parse(text) : JsonValue.Create(text)
            : throw new HttpRequestException(
                $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri}: {text}", null, response.StatusCode);
    }
}
