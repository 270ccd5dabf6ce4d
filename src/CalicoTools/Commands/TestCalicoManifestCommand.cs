using System.Management.Automation;
using CalicoTools.Manifests.Rules;

namespace CalicoTools.Commands;

/// <summary>
/// Finds what is wrong in Calico manifests before they are applied.
/// <para>
/// All manifests of the pipeline are judged as the one installation they make: the Secret may be in one, the ConfigMap in another. Where an
/// object is there twice, the last one counts. Each finding says what is wrong, where it was seen (file, line and column) and what to do.
/// </para>
/// <para>
/// The rules look at the way to etcd (endpoints, paths, Secret), at the certificates in the Secret, at the CNI configuration, and at how
/// calico-node is told to network. An official manifest for etcd that nobody has touched yields EtcdEndpointPlaceholder, because it names no
/// etcd yet, and PodCidrDefault, which only informs.
/// </para>
/// </summary>
/// <example>
/// <code>Import-CalicoManifest ./calico-etcd.yaml | Test-CalicoManifest</code>
/// Lists what is wrong in a file, the worst first.
/// </example>
/// <example>
/// <code>Import-CalicoManifest ./calico-etcd.yaml, ./calico-etcd-secrets.yaml | Test-CalicoManifest -Quiet</code>
/// Tells whether a manifest and the Secret kept apart from it are free of errors together.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "CalicoManifest")]
[OutputType(typeof(Finding), typeof(bool))]
public sealed class TestCalicoManifestCommand : CalicoCommand
{
    private readonly List<CalicoManifest> _manifests = [];

    /// <summary>The manifests, in the order they would be applied in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Manifest")]
    [ValidateNotNull]
    public CalicoManifest[] InputObject { get; set; } = null!;

    /// <summary>Gives true or false instead of the findings: whether there is no error. False, too, when no manifest came in.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override void Process() => _manifests.AddRange(InputObject);

    /// <inheritdoc/>
    private protected override void End()
    {
        var findings = ManifestInspection.Check(_manifests, DateTimeOffset.UtcNow);
        if (Quiet)
        {
            WriteObject(_manifests.Count > 0 && findings.All(static finding => finding.Severity != FindingSeverity.Error));
        }
        else
        {
            WriteObject(findings, enumerateCollection: true);
        }
    }
}
