using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Rollout;

/// <summary>Where a roll-out is seen.</summary>
internal interface IRolloutSource
{
    /// <summary>Waits until something may have changed.</summary>
    /// <param name="atMost">The longest to wait.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What the cluster shows then.</returns>
    Task<RolloutSnapshot> NextAsync(TimeSpan atMost, CancellationToken cancellation);

    /// <summary>Reads the end of what a container told when it last failed.</summary>
    /// <param name="fault">The container.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The text; empty when it cannot be read.</returns>
    Task<string> ReadLogAsync(ContainerFault fault, CancellationToken cancellation);

    /// <summary>Reads the events of an object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The events, in any order.</returns>
    Task<IReadOnlyList<JsonObject>> ReadEventsAsync(KubernetesResource item, CancellationToken cancellation);
}
