using System.Diagnostics;
using CalicoTools.Cluster.Api;

namespace CalicoTools.Cluster.Apply;

/// <summary>
/// Waits until a cluster serves the kinds that definitions bring. It lists them only once their definitions are established.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="patience">How long it waits once they are written.</param>
/// <param name="log">Told how far it has come.</param>
internal sealed class DefinitionWait(ClusterClient client, TimeSpan patience, ICommandLog log)
{
    private const int AtOnce = 8;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits.</summary>
    /// <param name="definitions">The definitions.</param>
    /// <param name="writing">Ends when they are written.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>When their kinds are served.</returns>
    /// <exception cref="ClusterException">They are not in time, or could not be written.</exception>
    public async Task AwaitAsync(IReadOnlyList<DesiredObject> definitions, Task writing, CancellationToken cancellation)
    {
        var looks = new Queue<(bool IsWritten, Task<List<DesiredObject>> Missing)>();
        long? written = null;
        while (definitions.Count > 0)
        {
            // Not one after the other, since an answer may be long under way.
            looks.Enqueue((writing.IsCompleted, MissingAsync(definitions, cancellation)));
            await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
            while (looks.TryPeek(out var look) && (look.Missing.IsCompleted || looks.Count == AtOnce))
            {
                looks.Dequeue();
                var missing = await look.Missing.ConfigureAwait(false);
                if (missing.Count == 0)
                {
                    return;
                }

                if (look.IsWritten)
                {
                    await writing.ConfigureAwait(false);
                    written ??= Stopwatch.GetTimestamp();
                    log.Progress("Waiting for the kinds of Calico's resources", definitions.Count - missing.Count, definitions.Count);
                    if (Stopwatch.GetElapsedTime(written.Value) > patience)
                    {
                        throw ApplyErrors.NotEstablished([.. missing.Select(static item => item.Resource)], patience);
                    }
                }
            }
        }
    }

    private async Task<List<DesiredObject>> MissingAsync(IReadOnlyList<DesiredObject> definitions, CancellationToken cancellation)
    {
        var versions = definitions.SelectMany(static item => item.Defines).Select(static kind => kind.ApiVersion).Distinct();
        var asked = await Task.WhenAll(versions.Select(version => ResourceKinds.ServedAsync(version, client, cancellation)))
            .ConfigureAwait(false);
        var served = asked.SelectMany(static kinds => kinds).ToHashSet();
        return [.. definitions.Where(item => !item.Defines.All(served.Contains))];
    }
}
