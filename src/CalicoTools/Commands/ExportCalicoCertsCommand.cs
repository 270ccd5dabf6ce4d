using System.Management.Automation;
using CalicoTools.Certificates.Folder;

namespace CalicoTools.Commands;

/// <summary>
/// Writes the certificates of Calico into a folder, all of them or none.
/// <para>
/// The files are ca.pem, calico.pem, calico-key.pem, etcd-ca, etcd-cert and etcd-key, and NAME.pem and NAME-key.pem for each etcd
/// member. The authority's key, ca-key.pem, is written only for a set that New-CalicoCerts made with a new authority and has not
/// written yet: a key that lies in a folder is never copied. Files with keys can be read by the current user only.
/// </para>
/// <para>
/// Nothing is overwritten without -Force, and an authority that is in the folder not even then: the set has to come from it.
/// </para>
/// </summary>
/// <example>
/// <code>Get-CalicoCerts ./pki | Export-CalicoCerts -Path ./for-etcd1</code>
/// Writes the same certificates, without the authority's key, into another folder.
/// </example>
/// <example>
/// <code>New-CalicoCerts | Export-CalicoCerts ./pki</code>
/// Makes an authority and a client certificate and writes them, the authority's key too.
/// </example>
[Cmdlet(VerbsData.Export, "CalicoCerts", SupportsShouldProcess = true, DefaultParameterSetName = ByPath)]
[OutputType(typeof(CalicoCertificateSet))]
public sealed class ExportCalicoCertsCommand : CalicoCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The certificates to write, such as Get-CalicoCerts or New-CalicoCerts gives.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public CalicoCertificateSet InputObject { get; set; } = null!;

    /// <summary>The folder to write to; it is made where it is missing.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The folder to write to, exactly as it is named; a backtick is a plain character.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>Replaces the certificates and keys in the folder; never its authority.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var folder = CertificateFolder.Open(
            ParameterSetName == ByLiteralPath ? Paths.New(LiteralPath, literal: true) : Paths.New(Path, literal: false),
            StopRequested);
        folder.EnsureWritable(InputObject, Force, newCA: false);
        if (ShouldProcess(folder.Path, $"Write the certificates of {InputObject.Client.Subject}"))
        {
            WriteObject(folder.Write(InputObject, Force, newCA: false));
        }
    }
}
