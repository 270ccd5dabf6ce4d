using System.Management.Automation;
using CalicoTools.Certificates.Folder;
using CalicoTools.Manifests.Secrets;

namespace CalicoTools.Commands;

/// <summary>
/// Makes the Secret with which Calico reaches its etcd: calico-etcd-secrets.
/// <para>
/// It holds the authority's certificate (etcd-ca), the client certificate (etcd-cert) and its key (etcd-key), each in base64 as
/// Kubernetes wants it. It is a value: nothing is written. Pipe it to Export-CalicoManifest, which writes a file only you may read, or to
/// ConvertTo-CalicoYaml for kubectl apply -f -.
/// </para>
/// <para>
/// From files, the Secret holds them byte by byte. Refused are a key that does not fit the certificate, files given for one another,
/// files that are in base64 already, an encrypted key, and, unless -Force is given, a certificate that does not come from the authority.
/// </para>
/// </summary>
/// <example>
/// <code>Get-CalicoCerts ./pki | New-CalicoEtcdSecret | Export-CalicoManifest -Path ./calico-etcd-secrets.yaml</code>
/// Writes the Secret for the certificates in the folder pki.
/// </example>
/// <example>
/// <code>New-CalicoEtcdSecret ./pki | ConvertTo-CalicoYaml | kubectl apply -f -</code>
/// Makes the Secret of the certificates in the folder pki, and creates it in the cluster.
/// </example>
/// <example>
/// <code>
/// New-CalicoEtcdSecret -CAPath ./ca.crt -CertificatePath ./client.crt -KeyPath ./client.key |
///     ConvertTo-CalicoYaml | kubectl apply -f -
/// </code>
/// Makes the Secret from the files of an etcd that is already there, and creates it in the cluster.
/// </example>
[Cmdlet(VerbsCommon.New, "CalicoEtcdSecret", DefaultParameterSetName = BySet)]
[OutputType(typeof(CalicoManifest))]
public sealed class NewCalicoEtcdSecretCommand : CalicoCommand
{
    private const string BySet = "InputObject";
    private const string ByPath = "Path";
    private const string ByFolder = "Folder";
    private const string ByLiteralFolder = "LiteralFolder";

    /// <summary>The certificates, such as Get-CalicoCerts or New-CalicoCerts gives.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = BySet)]
    public CalicoCertificateSet InputObject { get; set; } = null!;

    /// <summary>The folder with the certificates, as New-CalicoCerts writes it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByFolder)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The folder with the certificates, exactly as it is named; a backtick is a plain character.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralFolder)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The certificate of the authority of etcd's servers, or several: a PEM file.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string CAPath { get; set; } = "";

    /// <summary>The client certificate: a PEM file.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string CertificatePath { get; set; } = "";

    /// <summary>The client certificate's key, not encrypted: a PEM file.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string KeyPath { get; set; } = "";

    /// <summary>The Secret's name, <c>calico-etcd-secrets</c> by default; Calico's manifests mount the Secret of this name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "calico-etcd-secrets";

    /// <summary>The Secret's namespace, <c>kube-system</c> by default; Calico's manifests run there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Namespace { get; set; } = "kube-system";

    /// <summary>
    /// Accepts a client certificate of another authority than the one given, for an etcd whose servers have an authority of their own.
    /// </summary>
    [Parameter(ParameterSetName = ByPath)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override void Process() => WriteObject(EtcdSecret.Create(Certificates(), Name, Namespace));

    private CalicoCertificateSet Certificates() => ParameterSetName switch
    {
        BySet => InputObject,
        ByFolder => Read(Paths.New(Path, literal: false)),
        ByLiteralFolder => Read(Paths.New(LiteralPath, literal: true)),
        _ => new PemTrio(Paths.ExistingFile(CAPath), Paths.ExistingFile(CertificatePath), Paths.ExistingFile(KeyPath))
            .Read(acceptOtherCA: Force, StopRequested),
    };

    private CalicoCertificateSet Read(string folder) => CertificateFolder.Open(folder, StopRequested).Read();
}
