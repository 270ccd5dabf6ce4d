using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>
/// Writes a plan: what needs others after them, everything else at once. Begun again at any point, it ends in the same state.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="patience">How long definitions may take to be established.</param>
/// <param name="noWait">Whether that is waited for only where objects of their kinds follow.</param>
/// <param name="log">Told how far it has come.</param>
internal sealed class ApplyRun(ClusterClient client, TimeSpan patience, bool noWait, ICommandLog log)
{
    private const int TakeoverAttempts = 5;

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
        await PhaseAsync(ApplyPhase.Namespaces, written, cancellation).ConfigureAwait(false);
        await ConfigureAsync(plans, written, cancellation).ConfigureAwait(false);
        await PhaseAsync(ApplyPhase.CustomResources, written, cancellation).ConfigureAwait(false);
        await PhaseAsync(ApplyPhase.Workloads, written, cancellation).ConfigureAwait(false);
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

    private Task PhaseAsync(ApplyPhase phase, List<PlannedObject> written, CancellationToken cancellation) =>
        AllAsync(written.Where(plan => plan.Desired.Phase == phase), plan => ApplyAsync(plan, cancellation));

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

    private Task ConfigureAsync(IReadOnlyList<PlannedObject> plans, List<PlannedObject> written, CancellationToken cancellation)
    {
        var writing = PhaseAsync(ApplyPhase.Configuration, written, cancellation);
        if (noWait && !written.Exists(static plan => plan.Desired.Phase == ApplyPhase.CustomResources))
        {
            return writing;
        }

        // What is served is asked for while the definitions are being written, since the way to the cluster may be long.
        var definitions = plans.Where(static plan => plan.Desired.Defines.Count > 0 && (plan.IsWritten || !IsEstablished(plan.Live)))
            .Select(static plan => plan.Desired);
        return Task.WhenAll(writing, new DefinitionWait(client, patience, log).AwaitAsync([.. definitions], writing, cancellation));
    }

    private static bool IsEstablished(JsonObject? definition) => definition.Condition("Established").Text("status") == "True";
}
