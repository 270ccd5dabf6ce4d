using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Cluster.Install;
using CalicoTools.Manifests.Comparison;

namespace CalicoTools.Commands;

/// <summary>
/// Lists what differs between Calico manifests, field by field.
/// <para>
/// The two sides may come from anywhere: files, built-in manifests, two releases with your settings. Each side may be several manifests,
/// which count as the one installation they make. Objects belong together by kind, namespace and name; another API version is a change
/// of a field. No change means no output.
/// </para>
/// <para>
/// What Kubernetes does not care about is no difference: comments, layout, the order of objects, of environment variables, containers,
/// volumes, ports or tolerations. JSON inside a ConfigMap, the CNI configuration above all, is compared by its fields; the rules of a role
/// by what they grant together; the schema of a custom resource by its fields without their descriptions. Status and what else only the
/// API server writes is left out.
/// </para>
/// <para>
/// Values in Secrets, and passwords and tokens elsewhere, are never shown, only that they differ.
/// </para>
/// </summary>
/// <example>
/// <code>Compare-CalicoManifest (New-CalicoManifest v3.27.5 -Datastore Etcd) (New-CalicoManifest v3.28.5 -Datastore Etcd)</code>
/// Shows what changes from one release to another.
/// </example>
/// <example>
/// <code>Compare-CalicoManifest (New-CalicoManifest v3.21.2 -Datastore Etcd) ./calico-etcd.yaml</code>
/// Shows what somebody changed in an official file.
/// </example>
/// <example>
/// <code>$site = Import-PowerShellDataFile ./site.psd1
/// Compare-CalicoManifest (New-CalicoManifest v3.30.7 @site) (New-CalicoManifest v3.31.7 @site) | Where-Object Path -Like '*image'</code>
/// Of what an upgrade changes for a site, shows the images only.
/// </example>
/// <example>
/// <code>Compare-CalicoManifest ./calico.yaml -Cluster</code>
/// Shows where the cluster differs from a file.
/// </example>
[Cmdlet(VerbsData.Compare, "CalicoManifest", DefaultParameterSetName = WithManifest)]
[OutputType(typeof(FieldChange))]
public sealed class CompareCalicoManifestCommand : CalicoCommand
{
    private const string WithManifest = "Manifest";
    private const string WithCluster = "Cluster";

    private readonly List<CalicoManifest> _reference = [];
    private readonly List<CalicoManifest> _difference = [];

    /// <summary>
    /// The manifests the others, or the cluster, are compared with: what was, or what is meant. Files with manifests will do, also by
    /// wildcards.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = WithManifest)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = WithCluster, ValueFromPipeline = true)]
    [SupportsWildcards]
    public object[] ReferenceObject { get; set; } = [];

    /// <summary>The manifests, or files, that are compared with them: what is to be, or what is there.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = WithManifest)]
    [SupportsWildcards]
    public object[] DifferenceObject { get; set; } = [];

    /// <summary>
    /// Compares with what runs: the API server is asked what it would make of the manifests, which writes nothing. Fields that the
    /// manifests do not name count when an earlier installation or kubectl apply made them, since an installation would remove them; what
    /// others set beside does not, nor do objects that the manifests do not name. Needs the right to write what is compared.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = WithCluster)]
    public SwitchParameter Cluster { get; set; }

    /// <summary>
    /// The kubeconfig. Without it: the files the environment variable KUBECONFIG names, then .kube/config in the home folder, then the
    /// service account of the pod this runs in.
    /// </summary>
    [Parameter(ParameterSetName = WithCluster)]
    [ValidateNotNullOrEmpty]
    public string? KubeConfig { get; set; }

    /// <summary>The context in the kubeconfig, when it is not the current one.</summary>
    [Parameter(ParameterSetName = WithCluster)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Context { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        if (!Cluster)
        {
            Manifests.Take(ReferenceObject, _reference.Add);
        }
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (Cluster)
        {
            Manifests.Take(ReferenceObject, _reference.Add);
        }

        Manifests.Take(DifferenceObject, _difference.Add);
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        if (Manifests.HasErrors)
        {
            // The objects of what could not be read would be shown as added or removed.
            WriteVerbose("Nothing is compared, since not all of it could be read.");
            return;
        }

        WriteObject(Await(CompareAsync), enumerateCollection: true);
    }

    private Task<IReadOnlyList<FieldChange>> CompareAsync(ICommandLog log, CancellationToken stop) => Cluster
        ? ClusterComparison.CompareAsync(_reference, ConnectionTo(KubeConfig, Context), log, stop)
        : Task.FromResult(ManifestComparison.Compare(_reference, _difference, log));
}
