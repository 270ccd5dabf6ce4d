using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Rollout;

/// <summary>The objects of a list, kept as they are by a watch; where the watch breaks, the list is read anew.</summary>
/// <param name="client">The cluster.</param>
/// <param name="path">The list.</param>
/// <param name="filter">Which objects are wanted; null for all.</param>
/// <param name="changed">Is told, from any thread, that something has changed.</param>
internal sealed class ResourceCache(ClusterClient client, ApiPath path, ListFilter? filter, Action changed)
{
    private const int Gone = 410;
    private const int Busy = 429;
    private const int ServerError = 500;
    private static readonly TimeSpan s_turn = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConcurrentDictionary<string, JsonObject> _items = new(StringComparer.Ordinal);

    /// <summary>Completes once the objects have been read.</summary>
    public Task Listed => _listed.Task;

    /// <summary>The objects as they are now.</summary>
    public IReadOnlyList<JsonObject> Items => [.. _items.Values];

    /// <summary>Keeps the objects up to date.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Ends when it is cancelled, or with the error that the list cannot be read for.</returns>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            try
            {
                var version = await ListAsync(cancellation).ConfigureAwait(false);
                turn.CancelAfter(s_turn);
                await WatchAsync(version, turn.Token).ConfigureAwait(false);
            }
            catch (ClusterException error) when (_listed.Task.IsCompleted && error.StatusCode is null or Gone or Busy or >= ServerError)
            {
                // The list is read anew.
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // A connection may be gone without a word, so none is trusted for long.
            }

            await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(string version, CancellationToken cancellation)
    {
        while (true)
        {
            await foreach (var change in client.WatchAsync(path, version, filter, cancellation).ConfigureAwait(false))
            {
                version = change.Object.Text("metadata", "resourceVersion") ?? version;
                Note(change);
            }

            await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellation)
    {
        var list = await client.ListAsync(path, filter, cancellation).ConfigureAwait(false);
        _items = new(
            list.Items("items").Select(item => KeyValuePair.Create(Uid(item), WithKind(item))),
            StringComparer.Ordinal);
        _listed.TrySetResult();
        changed();
        return list.Text("metadata", "resourceVersion") ?? "";
    }

    private void Note(WatchEvent change)
    {
        switch (change.Type)
        {
            case "ADDED" or "MODIFIED":
                _items[Uid(change.Object)] = WithKind(change.Object);
                break;
            case "DELETED":
                _items.TryRemove(Uid(change.Object), out _);
                break;
            default:
                return;
        }

        changed();
    }

    // The items of a list do not say what they are.
    private JsonObject WithKind(JsonObject item)
    {
        item["kind"] = path.Resource.Kind;
        return item;
    }

    private static string Uid(JsonObject item) => item.Text("metadata", "uid") ?? "";
}
