using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Cluster.Connection;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Api;

/// <summary>
/// Talks to one API server in JSON, many requests at a time over one connection. Every failure is a <see cref="ClusterException"/>
/// with the HTTP status where there is one. What a busy or restarting server refuses is tried again until <see cref="RetryFor"/> is over.
/// </summary>
internal sealed class ClusterClient : IDisposable
{
    /// <summary>The name under which this module owns fields.</summary>
    public const string FieldManager = "calicotools";

    private readonly ApiTransport _transport;

    /// <summary>Prepares the client; nothing is sent yet.</summary>
    /// <param name="endpoint">The server, and how it knows us.</param>
    public ClusterClient(ClusterEndpoint endpoint)
    {
        Endpoint = endpoint;
        _transport = new ApiTransport(endpoint);
    }

    /// <summary>The server, and how it knows us.</summary>
    public ClusterEndpoint Endpoint { get; }

    /// <summary>Prepares a client of the cluster that options, environment and kubeconfig name; nothing is sent yet.</summary>
    /// <param name="options">What the user says of the cluster.</param>
    /// <param name="log">Warned of what makes the connection unsafe.</param>
    /// <param name="cancellation">Stops reading the kubeconfig and the files it names.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ClusterException">There is no usable kubeconfig.</exception>
    public static ClusterClient Connect(ConnectionOptions options, ICommandLog log, CancellationToken cancellation) =>
        new(EndpointResolver.Resolve(options, log, cancellation));

    /// <summary>Sets until when requests are tried again; without, each client does so for half a minute.</summary>
    /// <param name="time">The time from now.</param>
    public void RetryFor(TimeSpan time) => _transport.RetryFor(time);

    /// <summary>Passes on what the server has warned of since the last call.</summary>
    /// <param name="log">Is told each warning, with the object it is about.</param>
    public void TellWarnings(ICommandLog log)
    {
        foreach (var warning in _transport.TakeWarnings())
        {
            log.Warning($"The API server warns of {warning}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    /// <summary>Reads an object.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The object.</returns>
    public Task<JsonObject> GetAsync(ApiPath path, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path.ToUrl(), path, null, null, cancellation);

    /// <summary>Reads an object that need not exist.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The object; null when there is none.</returns>
    public Task<JsonObject?> FindAsync(ApiPath path, CancellationToken cancellation) => IfAnyAsync(GetAsync(path, cancellation));

    /// <summary>Reads what is no object of its own and need not be there, such as <c>/apis/crd.projectcalico.org/v1</c>.</summary>
    /// <param name="url">The path on the server, parameters included.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The answer; null when there is none.</returns>
    public Task<JsonObject?> FindAsync(string url, CancellationToken cancellation) => IfAnyAsync(GetAsync(url, cancellation));

    /// <summary>Reads objects of a kind that the cluster need not know.</summary>
    /// <param name="path">The list.</param>
    /// <param name="filter">Which are wanted; null for all.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The list; null when the cluster does not know the kind.</returns>
    public Task<JsonObject?> FindAllAsync(ApiPath path, ListFilter? filter, CancellationToken cancellation) =>
        IfAnyAsync(ListAsync(path, filter, cancellation));

    /// <summary>Reads objects.</summary>
    /// <param name="path">The list.</param>
    /// <param name="filter">Which are wanted; null for all.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The list: <c>items</c>, and <c>metadata.resourceVersion</c> to watch from.</returns>
    public Task<JsonObject> ListAsync(ApiPath path, ListFilter? filter, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, WithQuery(path.ToUrl(), filter?.ToQuery()), path, null, null, cancellation);

    /// <summary>Reads what is no object of its own, such as <c>/version</c> or <c>/apis/apps/v1</c>.</summary>
    /// <param name="url">The path on the server, parameters included.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The answer.</returns>
    public Task<JsonObject> GetAsync(string url, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, url, url, null, null, cancellation);

    /// <summary>Reads the end of a text, such as a container's log.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="query">Parameters; null for none.</param>
    /// <param name="bytes">The most bytes to keep of its end.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The text.</returns>
    public async Task<string> GetEndOfTextAsync(ApiPath path, string? query, int bytes, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(
            await _transport.ReadEndAsync(WithQuery(path.ToUrl(), query), path, bytes, cancellation).ConfigureAwait(false));

    /// <summary>Follows what happens to objects until the server ends it, which it does after some minutes.</summary>
    /// <param name="path">The list.</param>
    /// <param name="resourceVersion">The list's, after which changes are wanted.</param>
    /// <param name="filter">Which objects are wanted; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What happened. A <see cref="ClusterException"/> with status 410 says that the list has to be read anew.</returns>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ApiPath path, string resourceVersion, ListFilter? filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = $"watch=true&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(resourceVersion)}&{filter?.ToQuery()}";
        await foreach (var line in _transport.ReadLinesAsync(WithQuery(path.ToUrl(), query.TrimEnd('&')), path, cancellation)
            .ConfigureAwait(false))
        {
            var change = ApiAnswer.Object(Encoding.UTF8.GetBytes(line));
            if (change.Text("type") is not { } type || change.Find("object") is not JsonObject item)
            {
                throw ApiErrors.NotKubernetes(Endpoint, 200);
            }

            yield return type == "ERROR"
                ? throw ApiErrors.Of(Endpoint, HttpMethod.Get, path, (int)(item.Number("code") ?? 500), item)
                : new WatchEvent(type, item);
        }
    }

    /// <summary>Makes an object.</summary>
    /// <param name="path">The list it belongs to.</param>
    /// <param name="value">The object.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The object as the server made it.</returns>
    public Task<JsonObject> CreateAsync(ApiPath path, JsonObject value, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post,
        WithQuery(path.ToUrl(), Manager),
        path,
        JsonSerializer.SerializeToUtf8Bytes(value),
        "application/json",
        cancellation);

    /// <summary>Applies an object server-side.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="value">The object in JSON.</param>
    /// <param name="dryRun">Whether the server only tells what it would do.</param>
    /// <param name="force">Whether fields that others own are taken over.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The object as it is then.</returns>
    public Task<JsonObject> ApplyAsync(ApiPath path, byte[] value, bool dryRun, bool force, CancellationToken cancellation) => SendAsync(
        HttpMethod.Patch,
        WithQuery(path.ToUrl(), $"{Manager}&force={(force ? "true" : "false")}{DryRun(dryRun)}"),
        path,
        value,
        "application/apply-patch+yaml",
        cancellation);

    /// <summary>Changes an object.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="kind">How the patch is to be understood.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="dryRun">Whether the server only tells what it would do.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The object as it is then.</returns>
    public Task<JsonObject> PatchAsync(
        ApiPath path, PatchKind kind, JsonNode patch, bool dryRun, CancellationToken cancellation) => SendAsync(
        HttpMethod.Patch,
        WithQuery(path.ToUrl(), $"{Manager}{DryRun(dryRun)}"),
        path,
        JsonSerializer.SerializeToUtf8Bytes(patch),
        kind switch
        {
            PatchKind.Json => "application/json-patch+json",
            PatchKind.Merge => "application/merge-patch+json",
            _ => "application/strategic-merge-patch+json",
        },
        cancellation);

    /// <summary>Deletes an object, and what it made, in the background.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="dryRun">Whether the server only tells what it would do.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(ApiPath path, bool dryRun, CancellationToken cancellation)
    {
        var url = WithQuery(path.ToUrl(), $"propagationPolicy=Background{DryRun(dryRun)}");
        return await IfAnyAsync(SendAsync(HttpMethod.Delete, url, path, null, null, cancellation)).ConfigureAwait(false) is not null;
    }

    private static string Manager => $"fieldManager={FieldManager}";

    private static string DryRun(bool dryRun) => dryRun ? "&dryRun=All" : "";

    private static string WithQuery(string url, string? query) => string.IsNullOrEmpty(query) ? url : $"{url}?{query}";

    private static async Task<JsonObject?> IfAnyAsync(Task<JsonObject> answer)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (ClusterException error) when (error.StatusCode == 404)
        {
            return null;
        }
    }

    private async Task<JsonObject> SendAsync(
        HttpMethod method, string url, object subject, byte[]? body, string? contentType, CancellationToken cancellation)
    {
        var answer = await _transport.SendAsync(method, url, subject, body, contentType, cancellation).ConfigureAwait(false);
        return ApiAnswer.Object(answer) ?? throw ApiErrors.NotKubernetes(Endpoint, 200);
    }
}
