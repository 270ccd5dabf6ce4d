using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Uninstall;

/// <summary>
/// Follows the removal of CRDs. From Kubernetes 1.31 on, an API server may fail to list the instances of a CRD that is being deleted while
/// its storage starts again, and tries again only after minutes or when the CRD changes; so it is changed.
/// </summary>
/// <param name="client">The cluster.</param>
internal sealed class DefinitionRemoval(ClusterClient client)
{
    private const string Annotation = "calicotools/deletion-retry";
    private const string Failed = "InstanceDeletionFailed";
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, long> _retried = new(StringComparer.Ordinal);

    /// <summary>Looks which CRDs are left, and has the server try again where it failed.</summary>
    /// <param name="definitions">The CRDs that were deleted.</param>
    /// <param name="log">Is told why one is still there.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Those that are left, each with the reason where there is one.</returns>
    public async Task<IReadOnlyList<string>> LeftAsync(
        IReadOnlyList<ApiPath> definitions, ICommandLog log, CancellationToken cancellation)
    {
        var left = await CalicoObjects.ExistingAsync(client, definitions, cancellation).ConfigureAwait(false);
        await Task.WhenAll(left.Where(static item => Failure(item.Live) is not null).Select(item => RetryAsync(item.Path, item.Live, log, cancellation)))
            .ConfigureAwait(false);
        return [.. left.Select(static item => Failure(item.Live) is { } reason ? $"{item.Path} ({reason})" : item.Path.ToString())];
    }

    private static string? Failure(JsonObject live) => live.Condition("Terminating") is { } condition && condition.Text("reason") == Failed
        ? condition.Text("message") ?? Failed
        : null;

    private async Task RetryAsync(ApiPath path, JsonObject live, ICommandLog log, CancellationToken cancellation)
    {
        var now = Stopwatch.GetTimestamp();
        if (_retried.TryGetValue(live.Name(), out var last) && Stopwatch.GetElapsedTime(last, now) < s_pause)
        {
            return;
        }

        if (_retried.TryAdd(live.Name(), now))
        {
            log.Verbose($"{path} is still there: {Failure(live)}. It is annotated, so that the API server tries again.");
        }

        _retried[live.Name()] = now;
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["annotations"] = new JsonObject { [Annotation] = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture) },
            },
        };
        try
        {
            await client.PatchAsync(path, PatchKind.Merge, patch, dryRun: false, cancellation).ConfigureAwait(false);
        }
        catch (ClusterException error) when (error.StatusCode is 404 or 409)
        {
            // It has gone meanwhile, or is about to.
        }
    }
}
