using System.Text.Json.Nodes;
using System.Threading.Channels;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Rollout;

/// <summary>A roll-out as an API server shows it.</summary>
internal sealed class ClusterRolloutSource : IRolloutSource, IAsyncDisposable
{
    private const int LogBytes = 256 * 1024;
    private static readonly TimeSpan s_readFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(100);
    private static readonly ApiResource s_replicaSets = new("apps/v1", "replicasets", "ReplicaSet", IsNamespaced: true);
    private static readonly ApiResource s_pods = ApiResource.Of("v1", "Pod");

    private readonly ClusterClient _client;
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ResourceCache[] _workloads;
    private readonly ResourceCache[] _replicaSets;
    private readonly ResourceCache[] _pods;
    private readonly ResourceCache _nodes;
    private readonly Task[] _runs;

    /// <summary>Begins to watch.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="workloads">The workloads' objects, of a manifest.</param>
    public ClusterRolloutSource(ClusterClient client, IReadOnlyList<JsonObject> workloads)
    {
        _client = client;
        var namespaces = workloads.GroupBy(static workload => workload.Namespace()).ToArray();
        _workloads = Caches(namespaces, [ApiResource.Of("apps/v1", "DaemonSet"), ApiResource.Of("apps/v1", "Deployment")]);
        _replicaSets = Caches(namespaces, [s_replicaSets]);
        _pods = Caches(namespaces, [s_pods]);
        _nodes = new ResourceCache(client, ApiResource.Of("v1", "Node").All(), null, Wake);
        _runs = [.. All.Select(cache => cache.RunAsync(_ending.Token))];
    }

    private IEnumerable<ResourceCache> All => [.. _workloads, .. _replicaSets, .. _pods, _nodes];

    /// <inheritdoc/>
    public async Task<RolloutSnapshot> NextAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        await OrFailureAsync(Task.WhenAll(All.Select(static cache => cache.Listed)), cancellation).ConfigureAwait(false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(atMost);
        await OrFailureAsync(_changes.Reader.WaitToReadAsync(patience.Token).AsTask(), cancellation).ConfigureAwait(false);

        // Changes come in bursts.
        await Task.Delay(s_settle, cancellation).ConfigureAwait(false);
        _changes.Reader.TryRead(out _);
        return new RolloutSnapshot(Items(_workloads), Items(_replicaSets), Items(_pods), _nodes.Items);
    }

    /// <inheritdoc/>
    public async Task<string> ReadLogAsync(ContainerFault fault, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(s_readFor);
        try
        {
            var path = s_pods.Named(fault.Pod.Namespace, fault.Pod.Name) with { Subresource = "log" };

            // The kubelet counts limitBytes from the start of the tail, which would cut off the end.
            var query = $"container={Uri.EscapeDataString(fault.Container)}&tailLines=100&previous={(fault.IsRunning ? "true" : "false")}";
            return await _client.GetEndOfTextAsync(path, query, LogBytes, patience.Token).ConfigureAwait(false);
        }
        catch (ClusterException)
        {
            return "";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "";
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> ReadEventsAsync(KubernetesResource item, CancellationToken cancellation)
    {
        var filter = new ListFilter(Fields: $"involvedObject.name={item.Name},involvedObject.kind={item.Kind}");
        var events = await _client.ListAsync(ApiResource.Of("v1", "Event").All(item.Namespace), filter, cancellation).ConfigureAwait(false);
        return [.. events.Items("items")];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private static IReadOnlyList<JsonObject> Items(ResourceCache[] caches) => [.. caches.SelectMany(static cache => cache.Items)];

    private ResourceCache[] Caches(IEnumerable<IGrouping<string, JsonObject>> namespaces, ApiResource[] kinds) =>
    [
        .. from workloads in namespaces
           from kind in kinds
           select new ResourceCache(_client, kind.All(workloads.Key), Filter(kind, workloads), Wake),
    ];

    // Without a label that all workloads' pods have, all pods of the namespace are looked at.
    private static ListFilter? Filter(ApiResource kind, IEnumerable<JsonObject> workloads)
    {
        const string Label = "k8s-app";
        var names = workloads.Select(static workload => workload.Text("spec", "selector", "matchLabels", Label)).ToArray();
        return kind == s_pods && names.All(static name => name is not null)
            ? new ListFilter($"{Label} in ({string.Join(',', names.Distinct())})")
            : null;
    }

    private void Wake() => _changes.Writer.TryWrite(true);

    private async Task OrFailureAsync(Task wanted, CancellationToken cancellation)
    {
        var first = await Task.WhenAny([wanted, .. _runs]).WaitAsync(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (first != wanted)
        {
            await first.ConfigureAwait(false);
        }
    }
}
