using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CalicoTools.ControlPlane.Nodes;

/// <summary>
/// Stands in for the kubelets of any number of nodes. It is a fake: no container is ever made. It registers nodes, reports of every
/// pod bound to one of them what a kubelet would report if the pod met the fate a test asks for, and hands out the logs that go with it.
/// The controller manager is told not to expect heartbeats.
/// </summary>
public sealed class FakeKubelet : IAsyncDisposable
{
    private const int AtOnce = 32;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly KubernetesApi _api;
    private readonly LogEndpoint _logs;
    private readonly ConcurrentDictionary<string, FakeNode> _nodes = [];
    private readonly ConcurrentDictionary<string, Life> _pods = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turns = new(AtOnce);
    private Func<FakePod, PodFate> _fate = static _ => PodFate.Ready;
    private Task? _watch;

    internal FakeKubelet(KubernetesApi api, (string Certificate, string Key) pair)
    {
        _api = api;
        _logs = new LogEndpoint(pair, LogOf);
    }

    /// <summary>The names of the nodes.</summary>
    public IReadOnlyList<string> Names => [.. _nodes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What becomes of each pod; all are ready by default. A new answer changes the pods that are there already, too.</summary>
    public Func<FakePod, PodFate> Fate
    {
        get => _fate;
        set
        {
            _fate = value;
            foreach (var life in _pods.Values)
            {
                Decide(life);
            }
        }
    }

    /// <summary>Registers nodes. They are not ready before a pod with the init container install-cni has run on them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="haveNetwork">Whether they have a CNI plug-in, and so are ready, from the start.</param>
    public async Task AddAsync(int count, bool haveNetwork = false)
    {
        var first = _nodes.Count;
        var blockSize = first + count > 256 ? 29 : 24;
        var added = Enumerable.Range(first, count).Select(
            index => new FakeNode(index, blockSize, _logs.Port) { HasNetwork = haveNetwork });
        await Parallel.ForEachAsync(added, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (node, cancellationToken) =>
        {
            _nodes[node.Name] = node;
            await _api.PostAsync("api/v1/nodes", node.Object(), cancellationToken);
        });
        _watch ??= WatchAsync();
    }

    /// <summary>Lets a node die: it is of unknown readiness and its pods are not ready, as the controller manager would say.</summary>
    public async Task DieAsync(string node)
    {
        await SetAliveAsync(node, false);
        foreach (var life in _pods.Values.Where(life => life.Pod.Node == node))
        {
            await _api.MergeAsync($"{life.Pod.Path}/status", PodStatus.Abandoned(life.Pod), _stop.Token);
        }
    }

    /// <summary>Lets a node come back.</summary>
    public async Task ReviveAsync(string node)
    {
        await SetAliveAsync(node, true);
        foreach (var life in _pods.Values.Where(life => life.Pod.Node == node))
        {
            Decide(life);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_watch is not null)
        {
            await _watch;
        }

        _logs.Dispose();
    }

    private async Task SetAliveAsync(string name, bool isAlive)
    {
        var node = _nodes[name];
        node.IsAlive = isAlive;
        await ReportAsync(node, _stop.Token);
    }

    private async Task ReportAsync(FakeNode node, CancellationToken cancellationToken)
    {
        var change = new JsonObject { ["status"] = new JsonObject { ["conditions"] = node.Conditions() } };
        await _api.MergeAsync($"api/v1/nodes/{node.Name}/status", change, cancellationToken);
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await foreach (var line in _api.LinesAsync("api/v1/pods?watch=true&fieldSelector=spec.nodeName!%3D", _stop.Token))
                {
                    Report(JsonNode.Parse(line)!);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception outage) when (KubernetesApi.IsOutage(outage))
            {
                await Task.Delay(s_pause);
            }
        }
    }

    private void Report(JsonNode seen)
    {
        if ((string?)seen["type"] is not ("ADDED" or "MODIFIED" or "DELETED") || seen["object"] is not JsonObject value)
        {
            return;
        }

        var pod = new FakePod(value);
        if ((string?)seen["type"] == "DELETED")
        {
            _pods.TryRemove(pod.Uid, out _);
        }
        else if (_nodes.ContainsKey(pod.Node))
        {
            var life = _pods.GetOrAdd(pod.Uid, _ => new Life(pod));
            life.Pod = pod;
            if (life.Fate is null || pod.IsBeingDeleted || (life.IsReady && !pod.IsReady))
            {
                Decide(life);
            }
        }
    }

    private void Decide(Life life)
    {
        lock (life)
        {
            if (!_nodes[life.Pod.Node].IsAlive || life.IsEnding)
            {
                return;
            }

            life.IsEnding = life.Pod.IsBeingDeleted;
            if (life.IsEnding)
            {
                _ = UntilDoneAsync(() => EndAsync(life.Pod));
                return;
            }

            var fate = _fate(life.Pod);
            (life.Fate, life.IsReady) = (fate, false);
            _ = UntilDoneAsync(() => MeetAsync(life, fate));
        }
    }

    private async Task UntilDoneAsync(Func<Task> work)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await work();
                return;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception outage) when (KubernetesApi.IsOutage(outage))
            {
                await Task.Delay(s_pause);
            }
        }
    }

    private async Task MeetAsync(Life life, PodFate fate)
    {
        var node = _nodes[life.Pod.Node];
        if (fate.After > TimeSpan.Zero)
        {
            await SetStatusAsync(life, fate, PodStatus.Starting(life.Pod, node));
            await Task.Delay(fate.After, _stop.Token);
        }

        await SetStatusAsync(life, fate, PodStatus.Of(life.Pod, fate, node));

        // The controller manager may take back that a pod is ready that was so before its node; a kubelet says it again.
        life.IsReady = fate.Container is null;
        if (!node.HasNetwork && PodStatus.HasInstalledNetwork(life.Pod, fate))
        {
            node.HasNetwork = true;
            await ReportAsync(node, _stop.Token);
        }

        if (!node.RunsCalico && fate.Container is null && life.Pod.MainContainers.Any(static container => container.Name == "calico-node"))
        {
            node.RunsCalico = true;
            await ReportAsync(node, _stop.Token);
        }

        foreach (var told in PodEvent.Of(life.Pod, fate))
        {
            await _api.PostAsync($"api/v1/namespaces/{life.Pod.Namespace}/events", told, _stop.Token);
        }
    }

    private async Task SetStatusAsync(Life life, PodFate fate, JsonObject status)
    {
        await _turns.WaitAsync(_stop.Token);
        try
        {
            if (ReferenceEquals(life.Fate, fate) && _pods.ContainsKey(life.Pod.Uid))
            {
                var change = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = life.Pod.Uid }, ["status"] = status };
                await _api.MergeAsync($"{life.Pod.Path}/status", change, _stop.Token);
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task EndAsync(FakePod pod)
    {
        await _turns.WaitAsync(_stop.Token);
        try
        {
            await _api.DeleteAsync($"{pod.Path}?gracePeriodSeconds=0", _stop.Token);
        }
        finally
        {
            _turns.Release();
        }
    }

    private (bool Found, string Text) LogOf(LogRequest request)
    {
        var life = _pods.Values.FirstOrDefault(life => life.Pod.Namespace == request.Namespace && life.Pod.Name == request.Pod);
        return life is null ? (false, $"pod \"{request.Pod}\" not found") : PodLog.Read(life.Pod, life.Fate ?? PodFate.Ready, request);
    }

    /// <summary>A pod, and what it was last told to become.</summary>
    private sealed class Life(FakePod pod)
    {
        public FakePod Pod { get; set; } = pod;

        public PodFate? Fate { get; set; }

        public bool IsEnding { get; set; }

        public bool IsReady { get; set; }
    }
}
