using System.Management.Automation;

namespace CalicoTools.Commands;

/// <summary>
/// Makes a configured Calico manifest from another one.
/// <para>
/// The manifest from the pipeline stays as it is, and nothing is written: pipe the result to Test-CalicoManifest,
/// Export-CalicoManifest or ConvertTo-CalicoYaml. What no parameter names stays, and so do comments and layout; setting the same twice
/// changes nothing more.
/// </para>
/// <para>
/// All values are checked before anything is set. A setting that does not apply to the manifest's variant or release is refused with
/// the reason. The parameters bind to properties of that name too: with the manifest given as an argument, rows of a table make a
/// manifest each.
/// </para>
/// </summary>
/// <example>
/// <code>Import-CalicoManifest ./calico-etcd.yaml |
/// Set-CalicoManifest -EtcdEndpoint https://192.168.10.73:2379 -EtcdCertificate ./pki -PodCidr 10.244.0.0/16 |
/// Export-CalicoManifest -Path ./configured.yaml</code>
/// Configures an official manifest for an etcd cluster with TLS: endpoints, Secret, paths and the pods' range.
/// </example>
/// <example>
/// <code>$site = Import-PowerShellDataFile ./site.psd1; New-CalicoManifest -Datastore Etcd | Set-CalicoManifest @site</code>
/// Applies a site's settings, kept in a file, to the newest release.
/// </example>
/// <example>
/// <code>Import-Csv ./clusters.csv | Set-CalicoManifest -InputObject (Import-CalicoManifest ./calico.yaml)</code>
/// Makes one manifest per row of a table with columns such as PodCidr and Mtu; an empty cell leaves its setting alone.
/// </example>
[Cmdlet(VerbsCommon.Set, "CalicoManifest")]
[OutputType(typeof(CalicoManifest))]
public sealed class SetCalicoManifestCommand : ManifestSettingsCommand
{
    /// <summary>The manifest, from Import-CalicoManifest or New-CalicoManifest, or a file with it. It does not change.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Manifest")]
    [SupportsWildcards]
    [ValidateNotNull]
    public object InputObject { get; set; } = null!;

    /// <inheritdoc/>
    private protected override void Process() =>
        Manifests.Take([InputObject], manifest => WriteObject(Configured(manifest)));
}
