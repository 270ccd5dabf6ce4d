using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Cluster.Update;

namespace CalicoTools.Commands;

/// <summary>
/// Puts another release of Calico in the place of the one that is installed, with the same settings.
/// <para>
/// The release, datastore and variant that are installed are read from the cluster, and its settings are carried over to the built-in
/// manifest of the other release: etcd endpoints, variables of calico-node, MTU, folders, kubeconfig path, image registry and pull secret.
/// A setting that is given anew counts instead. The Secret with the certificates for etcd stays as it is. Other changes that somebody
/// made by hand are not carried over; -WhatIf shows them among the changes.
/// </para>
/// <para>
/// Definitions of custom resources are applied first. Objects that the new release no longer has are removed once it runs, but never a
/// definition or a custom resource: those are named. An older release than the one installed is refused, and one that may not follow it.
/// </para>
/// <para>
/// Like Install-Calico, it checks before it writes, and goes on after an interruption when it is run again.
/// </para>
/// </summary>
/// <example>
/// <code>Update-Calico -Version v3.22.5 -WhatIf</code>
/// Shows what an update would change in the current cluster.
/// </example>
/// <example>
/// <code>Update-Calico -Context production -Timeout 30m</code>
/// Updates to the release that fits the cluster's Kubernetes best.
/// </example>
[Cmdlet(VerbsData.Update, "Calico", SupportsShouldProcess = true)]
[OutputType(typeof(AppliedResource))]
public sealed class UpdateCalicoCommand : InstallationCommand
{
    /// <summary>
    /// The release to update to, such as <c>v3.22.5</c>. Without it, the one that fits the cluster's Kubernetes best and is not older than
    /// the one installed; -WhatIf says which.
    /// </summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    public string? Version { get; set; }

    /// <inheritdoc/>
    private protected override void End()
    {
        using var updater = Await(
            (log, stop) => Task.FromResult(CalicoUpdater.Connect(ConnectionTo(KubeConfig, Context), Options, log, stop)));
        var manifest = Configured(Await((log, stop) => updater.ReadAsync(Version, log, stop)));
        var plan = Await((log, stop) => updater.PlanAsync(manifest, log, stop));
        if (!MayWrite($"Update to {manifest}{Reason(updater.Choice)}", updater.Cluster, plan))
        {
            return;
        }

        WriteObject(Await(updater.WriteAsync), enumerateCollection: true);
        if (!NoWait)
        {
            Wait(updater.WaitAsync);
        }

        WriteObject(Await((_, stop) => updater.RemoveObsoleteAsync(stop)), enumerateCollection: true);
    }
}
