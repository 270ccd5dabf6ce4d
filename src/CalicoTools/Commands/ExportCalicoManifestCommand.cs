using System.Management.Automation;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Commands;

/// <summary>
/// Writes manifests to a YAML file.
/// <para>
/// All manifests of the pipeline become one file of several documents, UTF-8, with the comments and the layout they have. The file is
/// written whole or not at all; when it holds a Secret's data, it can be read by the current user only, from its first byte.
/// </para>
/// <para>
/// An existing file is not overwritten without -Force.
/// </para>
/// </summary>
/// <example>
/// <code>Import-CalicoManifest ./calico.yaml | Set-CalicoManifest -PodCidr 10.244.0.0/16 | Export-CalicoManifest calico.yaml -Force</code>
/// Configures a file in its place.
/// </example>
/// <example>
/// <code>Get-CalicoCerts ./pki | New-CalicoEtcdSecret | Export-CalicoManifest -Path ./calico-etcd-secrets.yaml</code>
/// Writes the Secret with Calico's certificates to a file of its own.
/// </example>
[Cmdlet(VerbsData.Export, "CalicoManifest", SupportsShouldProcess = true, DefaultParameterSetName = ByPath)]
[OutputType(typeof(FileInfo))]
public sealed class ExportCalicoManifestCommand : CalicoCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private readonly List<CalicoManifest> _manifests = [];

    /// <summary>The manifests, in the order they are to be applied in.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public CalicoManifest[] InputObject { get; set; } = null!;

    /// <summary>The file to write; missing folders above it are made.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The file to write, exactly as it is named; a backtick is a plain character.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private string Target => ParameterSetName == ByLiteralPath ? Paths.New(LiteralPath, literal: true) : Paths.New(Path, literal: false);

    /// <inheritdoc/>
    private protected override void Begin() => ManifestWriter.EnsureWritable(Target, Force);

    /// <inheritdoc/>
    private protected override void Process() => _manifests.AddRange(InputObject);

    /// <inheritdoc/>
    private protected override void End()
    {
        if (_manifests.Count == 0)
        {
            WriteVerbose("No manifest came in, so nothing is written.");
            return;
        }

        var file = Target;
        if (ShouldProcess(file, $"Write {string.Join(", ", _manifests)}"))
        {
            ManifestWriter.Write(file, _manifests, Force);
            if (PassThru)
            {
                WriteObject(new FileInfo(file));
            }
        }
    }
}
