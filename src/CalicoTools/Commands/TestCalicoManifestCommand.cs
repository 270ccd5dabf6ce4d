using System.Management.Automation;
using CalicoTools.Manifests.Installations;
using CalicoTools.Manifests.Rules;

namespace CalicoTools.Commands;

/// <summary>
/// Finds what is wrong in Calico manifests before they are applied.
/// <para>
/// All manifests of the pipeline are judged as the one installation they make: the Secret may be in one, the ConfigMap in another. Where an
/// object is there twice, the last one counts. Each finding says what is wrong, where it was seen (file, line and column) and what to do.
/// </para>
/// <para>
/// The rules look at the way to etcd (endpoints, paths, Secret), at the certificates in the Secret, at the CNI configuration, at how
/// calico-node is told to network, at images, roles and custom resources being of one release, and at known defects of upstream's own
/// manifests. What the cluster is can be told, and is then judged too. Get-Help about_CalicoManifestRules lists all rules.
/// </para>
/// <para>
/// An official manifest for etcd that nobody has touched yields EtcdEndpointPlaceholder, because it names no etcd yet, and
/// PodCidrDefault, which only informs; that of an early release also warns of what it is known for.
/// </para>
/// </summary>
/// <example>
/// <code>Test-CalicoManifest ./calico-etcd.yaml</code>
/// Lists what is wrong in a file, the worst first.
/// </example>
/// <example>
/// <code>Test-CalicoManifest ./calico-etcd.yaml, ./calico-etcd-secrets.yaml -Quiet</code>
/// Tells whether a manifest and the Secret kept apart from it are free of errors together.
/// </example>
/// <example>
/// <code>New-CalicoManifest v3.28.5 -Datastore Kubernetes -PodCidr 10.244.0.0/16 |
/// Test-CalicoManifest -KubernetesVersion 1.29 -ServiceCidr 10.96.0.0/12 -NodeCidr 192.168.10.0/24</code>
/// Tells, too, whether release and cluster go together and whether ranges overlap.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "CalicoManifest", DefaultParameterSetName = ByInput)]
[OutputType(typeof(Finding), typeof(bool))]
public sealed class TestCalicoManifestCommand : CalicoCommand
{
    private const string ByInput = "InputObject";
    private const string ByLiteralPath = "LiteralPath";

    private readonly List<CalicoManifest> _manifests = [];
    private TargetEnvironment _environment = null!;

    /// <summary>The manifests, or files with manifests, in the order they would be applied in; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByInput)]
    [Alias("Manifest", "Path")]
    [SupportsWildcards]
    [ValidateNotNull]
    public object[] InputObject { get; set; } = [];

    /// <summary>Files with manifests, exactly as they are named; wildcards and backticks are plain characters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The version of Kubernetes they are meant for, such as <c>1.28</c> or <c>v1.28.4</c>; without it, that is not judged.
    /// </summary>
    [Parameter]
    public string? KubernetesVersion { get; set; }

    /// <summary>
    /// The cluster's address ranges for services, such as <c>10.96.0.0/12</c>; the pods' range must not overlap with them.
    /// </summary>
    [Parameter]
    public string[]? ServiceCidr { get; set; }

    /// <summary>
    /// The nodes' addresses or address ranges, such as <c>192.168.10.0/24</c>; the pods' range must not overlap with them.
    /// </summary>
    [Parameter]
    public string[]? NodeCidr { get; set; }

    /// <summary>
    /// Gives true or false instead of the findings: whether there is no error. False, too, when no manifest came in or one could not be read.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override void Begin() =>
        _environment = TargetEnvironment.Of(DateTimeOffset.UtcNow, KubernetesVersion, Texts(ServiceCidr) ?? [], Texts(NodeCidr) ?? []);

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (ParameterSetName == ByLiteralPath)
        {
            Manifests.TakeLiteral(LiteralPath, _manifests.Add);
        }
        else
        {
            Manifests.Take(InputObject, _manifests.Add);
        }
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        var findings = ManifestInspection.Check(_manifests, _environment);
        if (Quiet)
        {
            var isWhole = _manifests.Count > 0 && !Manifests.HasErrors;
            WriteObject(isWhole && findings.All(static finding => finding.Severity != FindingSeverity.Error));
        }
        else
        {
            WriteObject(findings, enumerateCollection: true);
        }
    }
}
