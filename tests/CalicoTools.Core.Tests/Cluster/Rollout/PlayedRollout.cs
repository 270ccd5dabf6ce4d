using System.Text.Json.Nodes;
using CalicoTools.Cluster.Rollout;

namespace CalicoTools.Core.Tests.Cluster.Rollout;

/// <summary>A roll-out that a test plays: each look at it takes as long as may be waited, and shows the next step.</summary>
internal sealed class PlayedRollout(ShownCluster cluster, SteppedClock clock) : IRolloutSource
{
    /// <summary>What happens before each look, by its number from 0.</summary>
    public Action<int> Step { get; init; } = static _ => { };

    public string Log { get; init; } = "";

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public int Looks { get; private set; }

    public int LogsRead { get; private set; }

    public Task<RolloutSnapshot> NextAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        clock.Advance(atMost);
        Step(Looks++);
        return Task.FromResult(cluster.Snapshot);
    }

    public Task<string> ReadLogAsync(ContainerFault fault, CancellationToken cancellation)
    {
        LogsRead++;
        return Task.FromResult(Log);
    }

    public Task<IReadOnlyList<JsonObject>> ReadEventsAsync(KubernetesResource item, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<JsonObject>>(
            [.. Warnings.Select(static text => new JsonObject { ["type"] = "Warning", ["message"] = text })]);
}
