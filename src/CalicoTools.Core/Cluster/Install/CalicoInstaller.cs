using System.Diagnostics;
using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Apply;
using CalicoTools.Cluster.Checks;
using CalicoTools.Cluster.Connection;
using CalicoTools.Objects;
using CalicoTools.Releases;
using RolloutWatch = CalicoTools.Cluster.Rollout.Rollout;

namespace CalicoTools.Cluster.Install;

/// <summary>Brings manifests onto a cluster: asks what would change, writes it, waits until it runs.</summary>
public sealed class CalicoInstaller : IDisposable
{
    private readonly ClusterClient _client;
    private readonly InstallOptions _options;
    private readonly long _started = Stopwatch.GetTimestamp();
    private IReadOnlyList<CalicoManifest> _manifests = [];
    private IReadOnlyList<PlannedObject> _plans = [];

    /// <summary>Prepares an installation; nothing is sent yet.</summary>
    /// <param name="client">The cluster; disposed of with the installation.</param>
    /// <param name="options">What the user says of the installation.</param>
    internal CalicoInstaller(ClusterClient client, InstallOptions options)
    {
        _client = client;
        _options = options;
        client.RetryFor(options.Timeout);
    }

    /// <summary>The cluster, as errors and questions name it.</summary>
    public string Cluster => _client.Endpoint.ToString();

    /// <summary>Prepares an installation; nothing is sent yet.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="options">What the user says of the installation.</param>
    /// <param name="log">Warned of what makes the connection unsafe.</param>
    /// <param name="cancellation">Stops reading the kubeconfig and the files it names.</param>
    /// <returns>The installation.</returns>
    /// <exception cref="ClusterException">There is no usable kubeconfig.</exception>
    public static CalicoInstaller Connect(
        ConnectionOptions connection, InstallOptions options, ICommandLog log, CancellationToken cancellation) =>
        new(ClusterClient.Connect(connection, log, cancellation), options);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Finds the release that fits the cluster best.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The release, and how it fits.</returns>
    /// <exception cref="ClusterException">The cluster does not say its version.</exception>
    /// <exception cref="ManifestException">No release works on it.</exception>
    public async Task<ReleaseFit> FindReleaseAsync(CancellationToken cancellation)
    {
        var server = await _client.GetAsync("/version", cancellation).ConfigureAwait(false);
        var text = server.Text("gitVersion");
        return KubernetesVersion.TryParse(text, out var version)
            ? KubernetesFits.Of(KubernetesFits.Best(version).Number, version)
            : throw InstallErrors.VersionUnknown(Cluster, text);
    }

    /// <summary>Checks cluster and manifests, and asks the cluster what installing them would do. Nothing is written.</summary>
    /// <param name="manifests">The manifests, in the order they would be applied in.</param>
    /// <param name="log">Told what is found and how far it has come.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What would become of each object.</returns>
    /// <exception cref="ClusterException">A check fails, or the cluster refuses an object.</exception>
    public async Task<IReadOnlyList<AppliedResource>> PlanAsync(
        IReadOnlyList<CalicoManifest> manifests, ICommandLog log, CancellationToken cancellation)
    {
        // Asked at the same time, since the way to the cluster may be long; what the checks find says more than what the server refuses.
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var asking = AskAsync(manifests, log, giveUp.Token);
        try
        {
            var options = new CheckOptions(_options.Force, _options.SkipRules, _options.IsUpdate);
            await ClusterChecks.RunAsync(_client, manifests, options, log, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        var (plans, elsewhere) = await asking.ConfigureAwait(false);
        _client.TellWarnings(log);
        EtcdSecretCheck.Check(plans, elsewhere);
        ConfigChecksum.Mark(plans, elsewhere, log);
        foreach (var kept in plans.Where(static plan => plan.IsKept))
        {
            log.Verbose($"The manifest's {kept.Desired.Resource} is empty; the one in the cluster stays as it is.");
        }

        (_manifests, _plans) = (manifests, plans);
        return [.. plans.Select(static plan => plan.Describe(ResourceAction.WouldCreate, ResourceAction.WouldChange))];
    }

    /// <summary>Writes what was planned.</summary>
    /// <param name="log">Told how far it has come.</param>
    /// <param name="cancellation">Stops it; the next run goes on there.</param>
    /// <returns>What became of each object.</returns>
    /// <exception cref="ClusterException">The cluster refuses one.</exception>
    public async Task<IReadOnlyList<AppliedResource>> WriteAsync(ICommandLog log, CancellationToken cancellation)
    {
        await new ApplyRun(_client, Remaining, _options.NoWait, log).WriteAsync(_plans, cancellation).ConfigureAwait(false);
        _client.TellWarnings(log);
        return [.. _plans.Select(static plan => plan.Describe(ResourceAction.Created, ResourceAction.Configured))];
    }

    /// <summary>Waits until what was written runs.</summary>
    /// <param name="log">Told how far it has come.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>When it runs.</returns>
    /// <exception cref="ClusterException">It does not in time, or cannot.</exception>
    public Task WaitAsync(ICommandLog log, CancellationToken cancellation) =>
        RolloutWatch.WaitAsync(_client, _manifests, _options.Timeout, Remaining, log, cancellation);

    private TimeSpan Remaining => _options.Timeout - Stopwatch.GetElapsedTime(_started);

    private async Task<(IReadOnlyList<PlannedObject> Plans, IReadOnlyList<JsonObject> Elsewhere)> AskAsync(
        IReadOnlyList<CalicoManifest> manifests, ICommandLog log, CancellationToken cancellation)
    {
        var objects = await DesiredState.ReadAsync(manifests, _client, cancellation).ConfigureAwait(false);
        var secrets = new EtcdSecretCheck(_client).ReadAsync(objects, log, cancellation);
        var planning = new ApplyPlanner(_client, _options.ForceConflicts).PlanAsync(objects, log, cancellation);
        await Task.WhenAll(secrets, planning).ConfigureAwait(false);
        return (await planning.ConfigureAwait(false), await secrets.ConfigureAwait(false));
    }
}
