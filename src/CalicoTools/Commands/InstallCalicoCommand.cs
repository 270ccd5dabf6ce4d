using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Cluster.Install;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Commands;

/// <summary>
/// Installs Calico on a cluster: checks, applies, waits until it runs.
/// <para>
/// Takes manifests from the pipeline or from files, or makes the built-in one of a release; all of them together are one installation.
/// Before anything is written, cluster and manifests are checked against each other, and the cluster is asked what each object would become
/// (a server-side dry run); if a check fails or it refuses one, nothing is written. Then objects are applied server-side, those that others
/// need first, and the roll-out is waited for.
/// </para>
/// <para>
/// The checks look at the manifests as Test-CalicoManifest does, and at the cluster: its release of Kubernetes, other networks, the Calico
/// that is installed, pod ranges and pools, nodes' addresses, your rights, and every https endpoint of etcd with the client certificate. An
/// error stops; -Force goes on in spite of those that say so, and -SkipRule leaves rules out by name or pattern.
/// </para>
/// <para>
/// The wait ends early only on what cannot heal: a line in the log that says so, a container that crashes again and again, an image that
/// cannot be pulled for a minute. Nodes of which nothing is heard are warned of, not waited for.
/// </para>
/// <para>
/// The same command can be run again at any time: what is as the manifest says is not written, and after an interruption it goes on where
/// it stopped. What kubectl applied or created before is taken over, so that fields the manifest no longer has disappear. Fields that others
/// have set are conflicts, unless -ForceConflicts is given. A Secret that is empty in the manifest stays as it is in the cluster. When a
/// Secret or ConfigMap changes that Calico's pods copy at their start, these are replaced, one node after the other.
/// </para>
/// <para>
/// With -WhatIf nothing is written: it counts the objects that would change and shows them, with the fields that would change, secrets
/// masked. All of an object's fields are in its property Changes.
/// </para>
/// </summary>
/// <example>
/// <code>Install-Calico -Version v3.21.2 -Datastore Etcd -EtcdEndpoint https://192.168.10.73:2379 -EtcdCertificate ./pki -PodCidr 10.244.0.0/16</code>
/// Installs Calico v3.21.2 on the current cluster, its data in an etcd cluster with TLS.
/// </example>
/// <example>
/// <code>Import-CalicoManifest ./calico.yaml | Install-Calico -Context production -WhatIf | ForEach-Object Changes</code>
/// Shows which fields an own manifest would change in a cluster, and changes nothing.
/// </example>
/// <example>
/// <code>Install-Calico ./calico-etcd-secrets.yaml, ./calico-etcd.yaml -Timeout 20m</code>
/// Applies two files as one installation.
/// </example>
[Cmdlet(VerbsLifecycle.Install, "Calico", SupportsShouldProcess = true, DefaultParameterSetName = ByPath)]
[OutputType(typeof(AppliedResource))]
public sealed class InstallCalicoCommand : InstallationCommand
{
    private const string ByManifest = "Manifest";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByRelease = "Release";

    private readonly List<CalicoManifest> _manifests = [];
    private bool _isRefused;
    private CalicoInstaller? _installer;
    private ReleaseFit? _choice;

    /// <summary>The manifests, in the order they are to be applied in.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByManifest)]
    [ValidateNotNull]
    public CalicoManifest[] InputObject { get; set; } = [];

    /// <summary>Files with manifests; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files with manifests, exactly as they are named.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The Calico release to install, such as <c>v3.21.2</c>. Without it, the one that fits the cluster's Kubernetes best; -Verbose and
    /// -WhatIf say which.
    /// </summary>
    [Parameter(ParameterSetName = ByRelease)]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    public string? Version { get; set; }

    /// <summary>Where Calico keeps its data: in the Kubernetes API, as upstream recommends, or in an etcd cluster of its own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRelease)]
    [Cell(typeof(CalicoDatastore))]
    public CalicoDatastore Datastore { get; set; }

    /// <summary>The variant of the built-in manifest.</summary>
    [Parameter(ParameterSetName = ByRelease)]
    [Cell(typeof(CalicoVariant))]
    public CalicoVariant Variant { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        // An installation of which a part is missing is not tried.
        var wasRefused = _isRefused;
        _isRefused = true;
        _manifests.AddRange(ParameterSetName switch
        {
            ByManifest => InputObject.Select(Settled),
            ByPath => Path.SelectMany(path => Paths.ExistingFiles(path, literal: false)).Select(Read),
            ByLiteralPath => LiteralPath.SelectMany(path => Paths.ExistingFiles(path, literal: true)).Select(Read),
            _ => [Configured(BuiltInManifests.Create(Chosen(), Datastore, Variant))],
        });
        _isRefused = wasRefused;
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        if (_manifests.Count == 0 || _isRefused)
        {
            WriteVerbose("There is nothing to install.");
            return;
        }

        var installer = Connect();
        var plan = Await((log, stop) => installer.PlanAsync(_manifests, log, stop));
        if (!MayWrite($"Install {string.Join(", ", _manifests)}{Reason(_choice)}", installer.Cluster, plan))
        {
            return;
        }

        WriteObject(Await(installer.WriteAsync), enumerateCollection: true);
        if (!NoWait)
        {
            Wait(installer.WaitAsync);
        }
    }

    /// <inheritdoc/>
    private protected override void Release() => _installer?.Dispose();

    private CalicoInstaller Connect() =>
        _installer ??= Await(
            (log, stop) => Task.FromResult(CalicoInstaller.Connect(ConnectionTo(KubeConfig, Context), Options, log, stop)));

    private Release Chosen()
    {
        if (!string.IsNullOrWhiteSpace(Version))
        {
            return ReleaseCatalogue.Find(Version);
        }

        var installer = Connect();
        _choice ??= Await((_, stop) => installer.FindReleaseAsync(stop));
        WriteVerbose($"No version was asked for: this is Calico {_choice.Release}, the best that is built in for the cluster's Kubernetes "
            + $"{_choice.Kubernetes}. {_choice.Reason}");
        return ReleaseCatalogue.Find(_choice.Release);
    }

    private CalicoManifest Read(string file) => Settled(ManifestReader.ReadFile(file, StopRequested));

    // The settings are for Calico's manifest; a Secret beside it has none.
    private CalicoManifest Settled(CalicoManifest manifest) => manifest.Datastore is null ? manifest : Configured(manifest);
}
