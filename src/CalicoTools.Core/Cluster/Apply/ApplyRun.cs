using System.Diagnostics;
using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>
/// Writes a plan: what needs others after them, everything else at once. Begun again at any point, it ends in the same state.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="log">Told how far it has come.</param>
internal sealed class ApplyRun(ClusterClient client, ICommandLog log)
{
    private const int TakeoverAttempts = 5;

    private static readonly TimeSpan s_establishTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    private int _done;
    private int _total;

    /// <summary>Writes what is to be written.</summary>
    /// <param name="plans">The plan.</param>
    /// <param name="cancellation">Stops it between two requests; the next run goes on there.</param>
    /// <returns>When all is written.</returns>
    /// <exception cref="ClusterException">The server refuses something.</exception>
    public async Task WriteAsync(IReadOnlyList<PlannedObject> plans, CancellationToken cancellation)
    {
        List<PlannedObject> written = [.. plans.Where(static plan => plan.IsWritten)];
        _total = written.Count;
        await AllAsync(written.Where(static plan => plan.Predecessor is not null), plan => TakeOverAsync(plan, cancellation))
            .ConfigureAwait(false);
        foreach (var phase in Enum.GetValues<ApplyPhase>())
        {
            if (phase == ApplyPhase.CustomResources)
            {
                await AwaitDefinitionsAsync(plans, cancellation).ConfigureAwait(false);
            }

            await AllAsync(written.Where(plan => plan.Desired.Phase == phase), plan => ApplyAsync(plan, cancellation))
                .ConfigureAwait(false);
        }
    }

    private static async Task AllAsync(IEnumerable<PlannedObject> plans, Func<PlannedObject, Task> write)
    {
        var writing = Task.WhenAll(plans.Select(write));
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch (ClusterException)
        {
            throw ApplyErrors.Stopped([.. writing.Exception!.InnerExceptions.OfType<ClusterException>()]);
        }
    }

    private async Task ApplyAsync(PlannedObject plan, CancellationToken cancellation)
    {
        await client.ApplyAsync(plan.Desired.Path, plan.ToBody(), dryRun: false, plan.Forces, cancellation).ConfigureAwait(false);
        log.Progress("Applying", Interlocked.Increment(ref _done), _total);
    }

    private async Task TakeOverAsync(PlannedObject plan, CancellationToken cancellation)
    {
        var live = plan.Live!;
        for (var attempt = 1; ManagedFields.Predecessors(live).Count > 0; attempt++)
        {
            try
            {
                JsonArray patch =
                [
                    Replace("resourceVersion", live.Find("metadata", "resourceVersion")?.DeepClone()),
                    Replace("managedFields", ManagedFields.TakenOver(live)),
                ];
                await client.PatchAsync(plan.Desired.Path, PatchKind.Json, patch, dryRun: false, cancellation).ConfigureAwait(false);
                return;
            }
            catch (ClusterException error) when (error.StatusCode == 409)
            {
                // Its status changed since it was read, say.
                live = attempt < TakeoverAttempts
                    ? await client.GetAsync(plan.Desired.Path, cancellation).ConfigureAwait(false)
                    : throw ApplyErrors.ChangesTooOften(plan.Desired.Resource, error);
            }
        }
    }

    private static JsonObject Replace(string field, JsonNode? value) =>
        new() { ["op"] = "replace", ["path"] = $"/metadata/{field}", ["value"] = value };

    private async Task AwaitDefinitionsAsync(IReadOnlyList<PlannedObject> plans, CancellationToken cancellation)
    {
        List<DesiredObject> waiting =
        [
            .. plans.Where(static plan => plan.Desired.Phase == ApplyPhase.Definitions && !IsEstablished(plan.Live))
                .Select(static plan => plan.Desired),
        ];
        var total = waiting.Count;
        for (var started = Stopwatch.GetTimestamp(); waiting.Count > 0;)
        {
            var read = await Task.WhenAll(waiting.Select(item => client.FindAsync(item.Path, cancellation))).ConfigureAwait(false);
            waiting = [.. waiting.Zip(read).Where(static pair => !IsEstablished(pair.Second)).Select(static pair => pair.First)];
            log.Progress("Waiting for the kinds of Calico's resources", total - waiting.Count, total);
            if (waiting.Count > 0)
            {
                if (Stopwatch.GetElapsedTime(started) > s_establishTime)
                {
                    throw ApplyErrors.NotEstablished([.. waiting.Select(static item => item.Resource)], s_establishTime);
                }

                await Task.Delay(s_look, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static bool IsEstablished(JsonObject? definition) => definition.Condition("Established").Text("status") == "True";
}
