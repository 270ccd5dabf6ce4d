using CalicoTools.Objects;

namespace CalicoTools.Cluster.Rollout;

/// <summary>Waits for workloads to be rolled out, and gives up early only on what cannot heal.</summary>
/// <param name="source">Where they are seen.</param>
/// <param name="clock">Measures how long.</param>
/// <param name="log">Is told how far it has come.</param>
internal sealed class RolloutWait(IRolloutSource source, TimeProvider clock, ICommandLog log)
{
    private const int LogsAtOnce = 4;
    private const int ReasonsTold = 3;
    private const int NodesTold = 5;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    private readonly FailureDetector _failures = new(clock);
    private readonly HashSet<(KubernetesResource Pod, string Container, int Restarts)> _read = [];
    private readonly HashSet<string> _warned = [];

    /// <summary>Waits.</summary>
    /// <param name="awaited">The workloads.</param>
    /// <param name="timeout">The time the user gave, for all of the command.</param>
    /// <param name="remaining">What remains of it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>When all are rolled out.</returns>
    /// <exception cref="ClusterException">They are not in time, or cannot be any more.</exception>
    public async Task RunAsync(
        IReadOnlyList<KubernetesResource> awaited, TimeSpan timeout, TimeSpan remaining, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        var atMost = TimeSpan.Zero;
        while (true)
        {
            var snapshot = await source.NextAsync(atMost, cancellation).ConfigureAwait(false);
            var state = RolloutState.Of(awaited, snapshot);
            Tell(state, snapshot);
            if (state.IsComplete)
            {
                return;
            }

            await CheckAsync(state, cancellation).ConfigureAwait(false);
            var left = remaining - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                throw RolloutErrors.TimedOut(timeout, state, await ReasonsAsync(state, snapshot, cancellation).ConfigureAwait(false));
            }

            atMost = left < s_look ? left : s_look;
        }
    }

    private async Task CheckAsync(RolloutState state, CancellationToken cancellation)
    {
        if (_failures.FindHopeless(state.Faults) is { } hopeless)
        {
            hopeless = await WithCauseAsync(hopeless, cancellation).ConfigureAwait(false);
            throw RolloutErrors.Hopeless(hopeless, await source.ReadLogAsync(hopeless, cancellation).ConfigureAwait(false));
        }

        var crashes = state.Faults
            .Where(static fault => fault.Kind is FaultKind.Crashed or FaultKind.CrashLoop)
            .Where(fault => _read.Add((fault.Pod, fault.Container, fault.Restarts)))
            .Take(LogsAtOnce);
        foreach (var crash in crashes)
        {
            var text = await source.ReadLogAsync(crash, cancellation).ConfigureAwait(false);
            if (LogLine.Find(text) is { Known.IsFatal: true } found)
            {
                throw RolloutErrors.Fatal(crash, found.Known, found.Line);
            }
        }
    }

    // Between two tries, kubelets before 1.31 only say that they wait; why they do is in an event.
    private async Task<ContainerFault> WithCauseAsync(ContainerFault fault, CancellationToken cancellation)
    {
        if (fault.Kind != FaultKind.ImagePull || LogLine.FindForImage(fault.Message) is not null)
        {
            return fault;
        }

        var events = CurrentEvents.Of([], await source.ReadEventsAsync(fault.Pod, cancellation).ConfigureAwait(false));
        return events.FirstOrDefault(text => LogLine.IsAboutImage(text) && text.Contains(fault.Image, StringComparison.Ordinal)) is { } cause
            ? fault with { Message = cause }
            : fault;
    }

    private async Task<IReadOnlyList<RolloutReason>> ReasonsAsync(RolloutState state, RolloutSnapshot snapshot, CancellationToken cancellation)
    {
        var reasons = new List<RolloutReason>();
        foreach (var fault in state.Faults.Take(ReasonsTold))
        {
            var text = await source.ReadLogAsync(fault, cancellation).ConfigureAwait(false);
            reasons.Add(RolloutErrors.Describe(await WithCauseAsync(fault, cancellation).ConfigureAwait(false), text));
        }

        // Where no container has failed, events tell: a probe that fails, a pod that cannot be placed or made.
        var silent = state.Unready
            .Where(pod => !state.Faults.Any(fault => fault.Pod.Name == pod.Name()))
            .Select(static pod => (Identity: new KubernetesResource("v1", "Pod", pod.Namespace(), pod.Name()), Live: pod));
        var incomplete = from workload in state.Workloads
                         where workload.Missing is not null
                         let live = snapshot.Find(workload.Workload)
                         where live is not null
                         select (Identity: workload.Workload, Live: live);
        foreach (var (identity, live) in silent.Concat(incomplete))
        {
            var events = reasons.Count < ReasonsTold
                ? CurrentEvents.Of(live, await source.ReadEventsAsync(identity, cancellation).ConfigureAwait(false))
                : [];
            if (events.Count > 0)
            {
                reasons.Add(RolloutErrors.Describe(identity, events));
            }
        }

        return reasons;
    }

    private void Tell(RolloutState state, RolloutSnapshot snapshot)
    {
        var dead = snapshot.DeadNodes.Where(_warned.Add).Order(StringComparer.Ordinal).ToArray();
        if (dead.Length > 0)
        {
            log.Warning($"Nothing is heard of {Names(dead)}: Calico is not awaited there. It starts when they come back.");
        }

        var current = state.Workloads.FirstOrDefault(static workload => workload.Missing is not null) ?? state.Workloads[^1];
        var total = Math.Max(1, current.Total);
        log.Progress($"Waiting for {current.Workload}", current.Missing is null ? total : current.Done, total);
    }

    private static string Names(string[] nodes) =>
        string.Join(", ", nodes.Take(NodesTold)) + (nodes.Length > NodesTold ? $" and {nodes.Length - NodesTold} more nodes" : "");
}
