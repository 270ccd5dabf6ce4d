using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>
/// Asks the cluster what applying objects would do, all at once: reads each, and has it dry-run where what was read does not prove that
/// nothing would change.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="forceConflicts">Whether fields that others own are to be taken.</param>
internal sealed class ApplyPlanner(ClusterClient client, bool forceConflicts)
{
    private const int Looks = 3;

    /// <summary>Plans objects.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="log">Told how far it has come.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>The plan of each, in their order.</returns>
    /// <exception cref="ClusterException">The server refuses one.</exception>
    public async Task<IReadOnlyList<PlannedObject>> PlanAsync(
        IReadOnlyList<DesiredObject> objects, ICommandLog log, CancellationToken cancellation)
    {
        var done = 0;
        var errors = new List<ClusterException>();
        var plans = await Task.WhenAll(objects.Select(PlanOneAsync)).ConfigureAwait(false);
        return errors.Count == 0 ? [.. plans.OfType<PlannedObject>()] : throw ApplyErrors.Refused(errors);

        async Task<PlannedObject?> PlanOneAsync(DesiredObject desired)
        {
            try
            {
                return await PlanAsync(desired, cancellation).ConfigureAwait(false);
            }
            catch (ClusterException error) when (error.StatusCode is not null and not 401)
            {
                lock (errors)
                {
                    errors.Add(error);
                }

                return null;
            }
            finally
            {
                log.Progress("Asking the cluster what would change", Interlocked.Increment(ref done), objects.Count);
            }
        }
    }

    private async Task<PlannedObject> PlanAsync(DesiredObject desired, CancellationToken cancellation)
    {
        var there = await client.FindAsync(desired.Path, cancellation).ConfigureAwait(false);
        if (there is not null && EmptySecret.Is(desired.Json))
        {
            return new PlannedObject(desired, there, there) { IsKept = true };
        }

        if (there is not null && UnchangedProof.Holds(ConfigChecksum.WithMarks(desired.Json, there), there))
        {
            return new PlannedObject(desired, there, ConfigChecksum.Without(there));
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(desired.Json);
        var (live, result, refusal) = await LookAsync(desired, there, body, cancellation).ConfigureAwait(false);
        var conflicts = refusal is { Conflicts.Count: > 0 };
        if (conflicts)
        {
            ThrowUnlessTakenOver(desired, refusal!.Conflicts);
            (result, refusal) = await TryAsync(desired, body, force: true, cancellation).ConfigureAwait(false);
        }

        if (refusal is not null)
        {
            return refusal.StatusCode == 404 && desired.MayBeAhead ? new PlannedObject(desired, null, null) : throw refusal;
        }

        var predecessors = live is null ? [] : ManagedFields.Predecessors(live);
        if (live is not null && predecessors.Count > 0)
        {
            ManagedFields.DropOrphanedFields(live, result!);
            result = await WithDefaultsAsync(desired, live, result!, cancellation).ConfigureAwait(false);
        }

        return new PlannedObject(desired, live, result)
        {
            Predecessor = predecessors.Count == 0
                ? null
                : string.Join(", ", predecessors.Select(static entry => entry.Text("manager")).Distinct()),
            Forces = forceConflicts || (conflicts && predecessors.Count == 0),
        };
    }

    // kubectl apply owns the server's defaults, too, and these come back by themselves: the server is asked what it makes of the rest.
    private async Task<JsonObject> WithDefaultsAsync(
        DesiredObject desired, JsonObject live, JsonObject released, CancellationToken cancellation)
    {
        var patch = ReplacingPatch.Between(live, released);
        return patch.Count == 0
            ? released
            : await client.PatchAsync(desired.Path, PatchKind.Json, patch, dryRun: true, cancellation).ConfigureAwait(false);
    }

    // A controller may write between the two answers; what differs then is its work, not the manifest's.
    private async Task<(JsonObject? Live, JsonObject? Result, ClusterException? Refusal)> LookAsync(
        DesiredObject desired, JsonObject? live, byte[] body, CancellationToken cancellation)
    {
        for (var look = 1; ; look++)
        {
            var (result, refusal) = await TryAsync(desired, body, forceConflicts, cancellation).ConfigureAwait(false);
            if (look == Looks || live is null || result is null || Version(live) == Version(result) || ServerFields.AreEqual(live, result))
            {
                return (live, result, refusal);
            }

            live = await client.FindAsync(desired.Path, cancellation).ConfigureAwait(false);
        }
    }

    private static string? Version(JsonObject json) => json.Text("metadata", "resourceVersion");

    private async Task<(JsonObject? Result, ClusterException? Refusal)> TryAsync(
        DesiredObject desired, byte[] body, bool force, CancellationToken cancellation)
    {
        try
        {
            return (await client.ApplyAsync(desired.Path, body, dryRun: true, force, cancellation).ConfigureAwait(false), null);
        }
        catch (ClusterException error) when (error.Conflicts.Count > 0 || error.StatusCode == 404)
        {
            return (null, error);
        }
    }

    private static void ThrowUnlessTakenOver(DesiredObject desired, IReadOnlyList<FieldConflict> conflicts)
    {
        List<FieldConflict> others = [.. conflicts.Where(static conflict => !ManagedFields.IsTakenOver(conflict.Manager))];
        if (others.Count > 0)
        {
            throw ApiErrors.FieldsOwnedByOthers(desired.Path, others);
        }
    }
}
