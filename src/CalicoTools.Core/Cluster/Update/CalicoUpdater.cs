using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Install;
using CalicoTools.Cluster.Uninstall;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;
using CalicoTools.Objects;
using CalicoTools.Releases;

namespace CalicoTools.Cluster.Update;

/// <summary>Puts another release in the place of the one that is installed, with the same settings.</summary>
public sealed class CalicoUpdater : IDisposable
{
    private readonly ClusterClient _client;
    private readonly CalicoInstaller _installer;
    private IReadOnlyList<ApiPath> _obsolete = [];
    private CalicoManifest? _original;

    private CalicoUpdater(ClusterClient client, InstallOptions options)
    {
        _client = client;
        _installer = new CalicoInstaller(client, options with { IsUpdate = true });
    }

    /// <summary>The cluster, as errors and questions name it.</summary>
    public string Cluster => _installer.Cluster;

    /// <summary>The release that was chosen, and how it fits; null when one was named.</summary>
    public ReleaseFit? Choice { get; private set; }

    /// <summary>Prepares an update; nothing is sent yet.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="options">What the user says of the update.</param>
    /// <param name="log">Warned of what makes the connection unsafe.</param>
    /// <param name="cancellation">Stops reading the kubeconfig and the files it names.</param>
    /// <returns>The update.</returns>
    /// <exception cref="ClusterException">There is no usable kubeconfig.</exception>
    public static CalicoUpdater Connect(
        ConnectionOptions connection, InstallOptions options, ICommandLog log, CancellationToken cancellation) =>
        new(ClusterClient.Connect(connection, log, cancellation), options);

    /// <inheritdoc/>
    public void Dispose() => _installer.Dispose();

    /// <summary>Makes the manifest of another release with the settings that are installed. Nothing is written.</summary>
    /// <param name="version">The release; null for the one that fits the cluster best.</param>
    /// <param name="log">Told what is decided, and what to mind.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ClusterException">Nothing is installed, or the release may not follow the one that is.</exception>
    /// <exception cref="ManifestException">The release is not built in.</exception>
    public async Task<CalicoManifest> ReadAsync(string? version, ICommandLog log, CancellationToken cancellation)
    {
        var named = string.IsNullOrWhiteSpace(version) ? null : ReleaseCatalogue.Find(version);
        var server = await _client.GetAsync("/version", cancellation).ConfigureAwait(false);
        var installed = await InstalledCalico.ReadAsync(_client, cancellation).ConfigureAwait(false);
        Choice = named is null ? Best(installed.Release, server.Text("gitVersion")) : null;
        var target = named ?? ReleaseCatalogue.Find(Choice!.Release);
        UpdatePath.Require(installed.Release, target.Number);
        var (datastore, variant) = (installed.Manifest.Datastore!.Value, installed.Manifest.Variant!.Value);
        foreach (var note in UpdatePath.Notes(installed.Release, target.Number, datastore))
        {
            log.Warning(note);
        }

        log.Verbose($"Calico {installed.Release} ({datastore}, {variant}) is installed; "
            + (target.Number == installed.Release ? "it stays, and only what differs from it is written." : $"{target} takes its place."));
        _original = BuiltInManifests.Create(Nearest(installed.Release), datastore, variant);
        return InstalledSettings.Carry(installed.Manifest, (Manifest)_original, BuiltInManifests.Create(target, datastore, variant), log);
    }

    /// <summary>Checks, and asks the cluster what the update would do. Nothing is written.</summary>
    /// <param name="manifest">The manifest of the release that is to be.</param>
    /// <param name="log">Told what is found and how far it has come.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What would become of each object.</returns>
    /// <exception cref="ClusterException">A check fails, or the cluster refuses an object.</exception>
    public async Task<IReadOnlyList<AppliedResource>> PlanAsync(CalicoManifest manifest, ICommandLog log, CancellationToken cancellation)
    {
        var plan = await _installer.PlanAsync([manifest], log, cancellation).ConfigureAwait(false);
        var groups = await _client.GetAsync("/apis", cancellation).ConfigureAwait(false);
        ApiPath[] known = [.. CalicoObjects.Workloads, .. CalicoObjects.Rest(CalicoObjects.Budgets(groups))];
        var existing = await CalicoObjects.ExistingAsync(_client, known, cancellation).ConfigureAwait(false);
        _obsolete =
        [
            .. existing.Select(static found => found.Path)
                .Where(static path => path.Resource.Kind != "Secret")
                .Where(path => !manifest.Resources.Any(resource => resource.Kind == path.Resource.Kind && resource.Name == path.Name)),
        ];
        var dropped = Definitions(_original!).Except(Definitions(manifest)).ToArray();
        if (dropped.Length > 0)
        {
            log.Warning($"The new release has no use for these definitions; they stay, with what they hold: {string.Join(", ", dropped)}.");
        }

        return [.. plan, .. Removed(ResourceAction.WouldRemove)];
    }

    /// <summary>Writes what was planned.</summary>
    /// <param name="log">Told how far it has come.</param>
    /// <param name="cancellation">Stops it; the next run goes on there.</param>
    /// <returns>What became of each object.</returns>
    /// <exception cref="ClusterException">The cluster refuses one.</exception>
    public Task<IReadOnlyList<AppliedResource>> WriteAsync(ICommandLog log, CancellationToken cancellation) =>
        _installer.WriteAsync(log, cancellation);

    /// <summary>Waits until what was written runs.</summary>
    /// <param name="log">Told how far it has come.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>When it runs.</returns>
    /// <exception cref="ClusterException">It does not in time, or cannot.</exception>
    public Task WaitAsync(ICommandLog log, CancellationToken cancellation) => _installer.WaitAsync(log, cancellation);

    /// <summary>Removes what the new release has no use for; never a definition of custom resources, nor a Secret.</summary>
    /// <param name="cancellation">Stops it; the next run goes on there.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="ClusterException">The cluster refuses it.</exception>
    public async Task<IReadOnlyList<AppliedResource>> RemoveObsoleteAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(_obsolete.Select(path => _client.DeleteAsync(path, dryRun: false, cancellation))).ConfigureAwait(false);
        return [.. Removed(ResourceAction.Removed)];
    }

    private static ReleaseFit Best(ReleaseNumber installed, string? kubernetes) =>
        KubernetesVersion.TryParse(kubernetes, out var version) &&
        KubernetesFits.BestFirst(version).FirstOrDefault(release => release.Number >= installed) is { } best
            ? KubernetesFits.Of(best.Number, version)
            : throw UpdateErrors.NoneFits(installed, kubernetes);

    // Of some minor releases not all are built in; their manifests differ little.
    private static Release Nearest(ReleaseNumber installed) =>
        ReleaseCatalogue.Releases.LastOrDefault(release => release.Number <= installed) ?? ReleaseCatalogue.Releases[0];

    private static IEnumerable<string> Definitions(CalicoManifest manifest) =>
        manifest.Resources.Where(static resource => resource.Kind == "CustomResourceDefinition").Select(static resource => resource.Name);

    private IEnumerable<AppliedResource> Removed(ResourceAction action) =>
        _obsolete.Select(path => new AppliedResource(CalicoObjects.Identity(path), action, [], null));
}
