using System.Diagnostics;
using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Objects;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Uninstall;

/// <summary>Removes from a cluster what Calico's manifests put into it: what runs first, then what it was given.</summary>
public sealed class CalicoUninstaller : IDisposable
{
    private const string CustomResources = "crd.projectcalico.org";
    private const string SharedPolicies = "policy.networking.k8s.io";
    private const int AtOnce = 16;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);
    private static readonly ApiResource s_definitions = ApiResource.Of("apiextensions.k8s.io/v1", "CustomResourceDefinition");
    private static readonly ApiResource s_nodes = ApiResource.Of("v1", "Node");
    private static readonly ListFilter s_pods = new("k8s-app in (calico-node,canal,calico-kube-controllers,calico-typha)");

    private readonly ClusterClient _client;
    private readonly UninstallOptions _options;
    private readonly long _started = Stopwatch.GetTimestamp();
    private IReadOnlyList<ApiPath> _workloads = [];
    private IReadOnlyList<ApiPath> _rest = [];
    private IReadOnlyList<ApiPath> _definitions = [];
    private IReadOnlyList<NodeTraces> _traces = [];
    private HashSet<string> _deadNodes = [];
    private int _kept;
    private IReadOnlyList<string> _shared = [];
    private bool _hasEtcd;
    private bool _hasOtherAgent;

    private CalicoUninstaller(ClusterClient client, UninstallOptions options)
    {
        _client = client;
        _options = options;
        client.RetryFor(options.Timeout);
    }

    /// <summary>The cluster, as errors and questions name it.</summary>
    public string Cluster => _client.Endpoint.ToString();

    /// <summary>What is left for somebody to look after, as sentences: of what was planned, or removed.</summary>
    public IReadOnlyList<string> Leftovers =>
    [
        .. IsOnNodes ? [LeftoverText.OnNodes] : Array.Empty<string>(),
        .. IsOnNodes && _deadNodes.Count > 0 ? [LeftoverText.OnDeadNodes(_deadNodes)] : Array.Empty<string>(),
        .. _hasEtcd ? [LeftoverText.InEtcd] : Array.Empty<string>(),
        .. _kept > 0 ? [LeftoverText.OfCustomResources(_kept)] : Array.Empty<string>(),
        .. _shared.Count > 0 && (IsOnNodes || _definitions.Count + _kept > 0) ? [LeftoverText.OfSharedPolicies(_shared)] : Array.Empty<string>(),
    ];

    /// <summary>Prepares a removal; nothing is sent yet.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="options">What the user says of the removal.</param>
    /// <param name="log">Warned of what makes the connection unsafe.</param>
    /// <param name="cancellation">Stops reading the kubeconfig and the files it names.</param>
    /// <returns>The removal.</returns>
    /// <exception cref="ClusterException">There is no usable kubeconfig.</exception>
    public static CalicoUninstaller Connect(
        ConnectionOptions connection, UninstallOptions options, ICommandLog log, CancellationToken cancellation) =>
        new(ClusterClient.Connect(connection, log, cancellation), options);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Looks what there is to remove. Nothing is written.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What would become of each object.</returns>
    /// <exception cref="ClusterException">The cluster cannot be asked, or something else uses what would be removed.</exception>
    public async Task<IReadOnlyList<AppliedResource>> PlanAsync(CancellationToken cancellation)
    {
        var groups = _client.GetAsync("/apis", cancellation);
        var workloads = CalicoObjects.ExistingAsync(_client, CalicoObjects.Workloads, cancellation);
        var definitions = _client.ListAsync(s_definitions.All(), null, cancellation);
        var nodes = _client.ListAsync(s_nodes.All(), null, cancellation);
        var sets = _client.ListAsync(ApiResource.Of("apps/v1", "DaemonSet").All(), null, cancellation);
        var installations = _client.FindAllAsync(CalicoOperator.Installations, null, cancellation);
        var operators = _client.ListAsync(CalicoOperator.Deployments, CalicoOperator.Filter, cancellation);
        var budgets = CalicoObjects.Budgets(await groups.ConfigureAwait(false));
        var rest = await CalicoObjects.ExistingAsync(_client, CalicoObjects.Rest(budgets), cancellation).ConfigureAwait(false);
        _workloads = [.. (await workloads.ConfigureAwait(false)).Select(static found => found.Path)];
        _rest = [.. rest.Select(static found => found.Path)];
        _hasEtcd = rest.Any(static found => found.Live.Find("data", ConfigKey.EtcdEndpoints) is not null);
        var machines = await nodes.ConfigureAwait(false);
        _deadNodes =
        [
            .. machines.Items("items")
                .Where(static node => node.Condition("Ready").Text("status") == "Unknown")
                .Select(static node => node.Name()),
        ];
        var all = (await definitions.ConfigureAwait(false)).Items("items").ToArray();
        _shared = [.. all.Where(static definition => definition.Text("spec", "group") == SharedPolicies).Select(static definition => definition.Name())];
        ApiPath[] own =
        [
            .. all
                .Where(static definition => definition.Text("spec", "group") == CustomResources)
                .Select(static definition => s_definitions.Named(null, definition.Name())),
        ];
        var agents = (await sets.ConfigureAwait(false)).Items("items").ToArray();
        var signs = CalicoOperator.Signs(
            (await installations.ConfigureAwait(false)).Items("items"), (await operators.ConfigureAwait(false)).Items("items"), agents);
        var user = User(agents);
        _hasOtherAgent = user is not null;
        var isUsed = _hasOtherAgent || signs.Any();
        (_definitions, _kept) = _options.IncludeCustomResources ? (own, 0) : ([], isUsed ? 0 : own.Length);
        _traces = Traces(machines);
        var plan = Results(_traces, ResourceAction.WouldRemove, ResourceAction.WouldChange);
        return plan.Count > 0 && signs.FirstOrDefault() is (not null, _) and var (sign, evidence)
            ? throw UninstallErrors.OperatorManaged(sign, evidence)
            : user is not null && _definitions.Count > 0 ? throw UninstallErrors.InUse(user)
            : plan;
    }

    /// <summary>Removes what was found.</summary>
    /// <param name="log">Told how far it has come.</param>
    /// <param name="cancellation">Stops it; the next run goes on there.</param>
    /// <returns>What became of each object.</returns>
    /// <exception cref="ClusterException">The cluster refuses it, or it takes too long.</exception>
    public async Task<IReadOnlyList<AppliedResource>> WriteAsync(ICommandLog log, CancellationToken cancellation)
    {
        await DeleteAsync("Removing what runs", _workloads, log, cancellation).ConfigureAwait(false);
        await PodsGoneAsync(log, cancellation).ConfigureAwait(false);
        await DeleteAsync("Removing rights and configuration", _rest, log, cancellation).ConfigureAwait(false);
        await DeleteAsync("Removing custom resources", _definitions, log, cancellation).ConfigureAwait(false);
        var removal = new DefinitionRemoval(_client);
        await GoneAsync(
            "Waiting for custom resources to be removed",
            () => removal.LeftAsync(_definitions, log, cancellation),
            log,
            cancellation).ConfigureAwait(false);

        // Read anew: calico-node says good-bye on its node.
        _traces = Traces(await _client.ListAsync(s_nodes.All(), null, cancellation).ConfigureAwait(false));
        await ForAllAsync("Cleaning nodes", _traces, CleanAsync, log, cancellation).ConfigureAwait(false);
        return Results(_traces, ResourceAction.Removed, ResourceAction.Configured);
    }

    private bool IsOnNodes => _workloads.Count + _rest.Count + _traces.Count > 0;

    // Whoever else has Calico's agent has it from elsewhere.
    private static string? User(IEnumerable<JsonObject> sets) => sets
        .Where(static set => CalicoNames.DaemonSets.Contains(set.Name()) && set.Namespace() != CalicoNames.Namespace)
        .Select(static set => $"DaemonSet {set.Namespace()}/{set.Name()}")
        .FirstOrDefault();

    // Where another Calico runs, what is written on the nodes is its.
    private IReadOnlyList<NodeTraces> Traces(JsonObject nodes) =>
        _hasOtherAgent ? [] : [.. nodes.Items("items").Select(NodeTraces.Of).Where(static traces => traces.Exist)];

    private IReadOnlyList<AppliedResource> Results(IReadOnlyList<NodeTraces> traces, ResourceAction removed, ResourceAction changed) =>
    [
        .. _workloads.Concat(_rest).Concat(_definitions)
            .Select(path => new AppliedResource(CalicoObjects.Identity(path), removed, [], null)),
        .. traces.Select(node => new AppliedResource(node.Node, changed, [.. node.Changes], null)),
    ];

    private Task DeleteAsync(string activity, IReadOnlyList<ApiPath> paths, ICommandLog log, CancellationToken cancellation) =>
        ForAllAsync(activity, paths, (path, stop) => _client.DeleteAsync(path, dryRun: false, stop), log, cancellation);

    private Task PodsGoneAsync(ICommandLog log, CancellationToken cancellation)
    {
        var path = ApiResource.Of("v1", "Pod").All(CalicoNames.Namespace);
        return GoneAsync(
            "Waiting for Calico's pods to end",
            async () =>
            {
                var pods = await _client.ListAsync(path, s_pods, cancellation).ConfigureAwait(false);

                // On a node of which nothing is heard, nothing ends a pod.
                return
                [
                    .. pods.Items("items")
                        .Where(pod => !_deadNodes.Contains(pod.Text("spec", "nodeName") ?? ""))
                        .Select(static pod => $"Pod {pod.Namespace()}/{pod.Name()} on node {pod.Text("spec", "nodeName")}"),
                ];
            },
            log,
            cancellation);
    }

    private async Task GoneAsync(string activity, Func<Task<IReadOnlyList<string>>> read, ICommandLog log, CancellationToken cancellation)
    {
        var left = await read().ConfigureAwait(false);
        for (var total = left.Count; left.Count > 0; left = await read().ConfigureAwait(false))
        {
            total = Math.Max(total, left.Count);
            log.Progress(activity, total - left.Count, total);
            if (Stopwatch.GetElapsedTime(_started) > _options.Timeout)
            {
                throw UninstallErrors.TimedOut(_options.Timeout, left);
            }

            await Task.Delay(s_look, cancellation).ConfigureAwait(false);
        }
    }

    private async Task CleanAsync(NodeTraces traces, CancellationToken cancellation)
    {
        var path = s_nodes.Named(null, traces.Node.Name);
        if (traces.Annotations.Count > 0)
        {
            await _client.PatchAsync(path, PatchKind.Merge, traces.WithoutAnnotations(), dryRun: false, cancellation).ConfigureAwait(false);
        }

        if (traces.Condition is not null)
        {
            var status = path with { Subresource = "status" };
            var patch = NodeTraces.WithoutCondition();
            await _client.PatchAsync(status, PatchKind.Strategic, patch, dryRun: false, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task ForAllAsync<T>(
        string activity, IReadOnlyList<T> items, Func<T, CancellationToken, Task> work, ICommandLog log, CancellationToken cancellation)
    {
        var done = 0;
        await Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (item, stop) =>
            {
                await work(item, stop).ConfigureAwait(false);
                log.Progress(activity, Interlocked.Increment(ref done), items.Count);
            }).ConfigureAwait(false);
    }
}
