using System.Management.Automation;
using System.Security;
using CalicoTools.Binding;
using CalicoTools.Certificates.Folder;
using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Commands;

/// <summary>
/// Makes the certificates Calico and etcd need: a certificate authority, or one you have, and Calico's client certificate.
/// <para>
/// With -EtcdHost, also a certificate for each etcd member, for its server and its peer connections, so that a whole TLS etcd can be
/// brought up from one command. The certificates say exactly what cfssl's would say.
/// </para>
/// <para>
/// With -Path, the folder gets ca.pem, ca-key.pem, calico.pem and calico-key.pem, the values of the Secret as etcd-ca, etcd-cert and
/// etcd-key, and NAME.pem and NAME-key.pem of each member: all of them or none. Without -Path nothing is written.
/// </para>
/// <para>
/// Nothing is overwritten without -Force, which replaces the certificates and their keys, signed by the authority that is in the
/// folder. That renews the whole set: Calico's certificate and those of the etcd members that are there, named again or not. What
/// neither a parameter nor a cfssl request says is kept from the certificate that is replaced: its subject, its host names and its
/// kind of key. Certificates in the folder that New-CalicoCerts may not have made are left alone, with a warning.
/// </para>
/// <para>
/// Only -NewCA replaces an authority, by a new one or by the one you bring with -CAPath; the old one's files are kept beside it under
/// another name. The key of an authority you bring is only read, never copied. Nothing is output when writing is declined or previewed.
/// </para>
/// </summary>
/// <example>
/// <code>New-CalicoCerts -Path ./pki</code>
/// Makes an authority and Calico's client certificate in ./pki. Run again with -Force, it renews what it made there.
/// </example>
/// <example>
/// <code>New-CalicoCerts -Path ./pki -EtcdHost @{ etcd1 = 'etcd1.lan', '192.168.10.73'; etcd2 = 'etcd2.lan', '192.168.10.74' }</code>
/// Also makes etcd1.pem, etcd1-key.pem, etcd2.pem and etcd2-key.pem, valid for these names and addresses and for localhost.
/// </example>
/// <example>
/// <code>New-CalicoCerts -Path ./pki -CAPath /etc/etcd/ca.pem -CAKeyPath /etc/etcd/ca-key.pem -ValidFor 5y</code>
/// Lets the authority that etcd trusts already sign a client certificate for five years.
/// </example>
/// <example>
/// <code>New-CalicoCerts -CfsslRequestPath csr.json -CfsslConfigPath ca-config.json -Profile client | New-CalicoEtcdSecret</code>
/// Takes over files written for cfssl, and makes the Secret without writing a file.
/// </example>
[Cmdlet(VerbsCommon.New, "CalicoCerts", SupportsShouldProcess = true, DefaultParameterSetName = OwnAuthority)]
[OutputType(typeof(CalicoCertificateSet))]
public sealed class NewCalicoCertsCommand : CalicoCommand
{
    private const string OwnAuthority = "OwnCA";
    private const string GivenAuthority = "GivenCA";

    /// <summary>The folder to write to; it need not exist. Without it nothing is written.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>
    /// The certificate of the authority that shall sign, PEM. The file may hold several: the one that fits the key signs, and all of them
    /// are what etcd and Calico shall trust.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = GivenAuthority)]
    public string? CAPath { get; set; }

    /// <summary>The key of that authority: PEM, as openssl, cfssl, kubeadm or step write it, encrypted or not.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GivenAuthority)]
    public string? CAKeyPath { get; set; }

    /// <summary>The password of the authority's key, when it is encrypted: that of -CAKeyPath, or of ca-key.pem in -Path.</summary>
    [Parameter]
    public SecureString? CAKeyPassword { get; set; }

    /// <summary>
    /// The common name in Calico's certificate, its user name in an etcd with authentication: that of the one it replaces, otherwise
    /// <c>calico</c>.
    /// </summary>
    [Parameter]
    public string? CommonName { get; set; }

    /// <summary>The common name of a new authority: that of the one it replaces, otherwise <c>calico-ca</c>.</summary>
    [Parameter(ParameterSetName = OwnAuthority)]
    public string? CACommonName { get; set; }

    /// <summary>The organization in every new certificate: that of the one it replaces, otherwise none. Any script is fine.</summary>
    [Parameter]
    public string[]? Organization { get; set; }

    /// <summary>The kind of all new keys: that of the key each replaces, otherwise ECDsaP256.</summary>
    [Parameter]
    [Cell(typeof(KeyAlgorithm))]
    public KeyAlgorithm KeyAlgorithm { get; set; }

    /// <summary>
    /// How long the certificates are valid, such as 365d, 8760h or 5y. By default as long as those they replace, otherwise a year, or
    /// less when their CA ends sooner.
    /// </summary>
    [Parameter]
    [Duration]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public TimeSpan ValidFor { get; set; }

    /// <summary>How long a new authority is valid, such as 10y, which is the default.</summary>
    [Parameter(ParameterSetName = OwnAuthority)]
    [Duration]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public TimeSpan CAValidFor { get; set; }

    /// <summary>
    /// DNS names, IP addresses, e-mail addresses or URIs for Calico's certificate: those of the one it replaces, otherwise none, as etcd
    /// does not ask a client for them.
    /// </summary>
    [Parameter]
    public string[]? HostName { get; set; }

    /// <summary>
    /// The etcd members to make certificates for: a name or address for each, which also names its files, or a hashtable of members and
    /// their names and addresses. localhost, 127.0.0.1 and ::1 are added. With -Force or -NewCA, the members that are in the folder need
    /// not be named: they keep their names and addresses.
    /// </summary>
    [Parameter]
    public object? EtcdHost { get; set; }

    /// <summary>
    /// A certificate request in cfssl's JSON (csr.json): its CN, names, hosts, key and ca hold where no parameter says otherwise. What is
    /// unknown in it is an error.
    /// </summary>
    [Parameter]
    public string? CfsslRequestPath { get; set; }

    /// <summary>
    /// A signing configuration in cfssl's JSON (ca-config.json): usages, expiry and backdate of a profile are those of Calico's
    /// certificate. What is unknown in the profile is an error.
    /// </summary>
    [Parameter]
    public string? CfsslConfigPath { get; set; }

    /// <summary>The profile in that configuration; without it, signing.default. There must be one of this name, with client auth.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CfsslProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>Replaces certificates and keys that are in the folder, members' too, but no authority; with -NewCA, does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Makes a new authority, or takes that of -CAPath, also where the folder has another, and replaces all that it signed there: etcd and
    /// Calico have to get the new files together. Asks first, unless -Force or -Confirm:$false is given.
    /// </summary>
    [Parameter]
    public SwitchParameter NewCA { get; set; }

    /// <inheritdoc/>
    private protected override void End()
    {
        var folder = Path is null ? null : CertificateFolder.Open(Paths.New(Path, literal: false), StopRequested);
        var options = Options(folder);
        if (!Force && !NewCA)
        {
            folder?.EnsureFree(options.Members);
        }

        var set = Await((log, stop) => Task.FromResult(CertificateIssuer.Issue(options, log, stop)));
        if (folder is null)
        {
            WriteVerbose("There is no -Path, so nothing is written.");
            WriteObject(set);
            return;
        }

        using var issued = (IDisposable)set;
        folder.EnsureWritable(set, Force, NewCA);
        if (MayWrite(folder, set))
        {
            WriteObject(folder.Write(set, Force, NewCA));
        }
        else
        {
            WriteVerbose("Nothing is written, so nothing is output: the keys would be nowhere.");
        }
    }

    private CertificateOptions Options(CertificateFolder? folder)
    {
        var isInFolder = CAPath is null && !NewCA && folder is { HasCA: true };
        return new CertificateOptions
        {
            CAPath = isInFolder ? folder!.CAPath : Existing(CAPath),
            CAKeyPath = isInFolder ? folder!.CAKeyPath : Existing(CAKeyPath),
            CAKeyPassword = CAKeyPassword,
            CommonName = CommonName,
            CACommonName = CACommonName,
            Organizations = Texts(Organization),
            KeyAlgorithm = Given(nameof(KeyAlgorithm)) ? KeyAlgorithm : null,
            ValidFor = Given(nameof(ValidFor)) ? ValidFor : null,
            CAValidFor = Given(nameof(CAValidFor)) ? CAValidFor : null,
            HostNames = Texts(HostName),
            Members = EtcdHosts.Read(EtcdHost),
            Replaced = Force || NewCA ? folder?.Certificates() ?? [] : [],
            CfsslRequestPath = Existing(CfsslRequestPath),
            CfsslConfigPath = Existing(CfsslConfigPath),
            Profile = Profile,
        };
    }

    private bool MayWrite(CertificateFolder folder, CalicoCertificateSet set)
    {
        var replacesCA = NewCA && folder.HasCA;
        var written = replacesCA || !folder.HasCA ? set.Certificates : set.Certificates.Skip(1);
        var files = folder.FilesOf(set);
        var action = (replacesCA ? "Replace the certificate authority, whose files are kept aside, and write" : "Write")
            + $" certificates and keys of {string.Join(", ", written.Select(static certificate => certificate.Name))}"
            + (files.Count > 0 ? $", replacing {string.Join(", ", files)}" : "");
        if (!ShouldProcess(folder.Path, action))
        {
            return false;
        }

        return !replacesCA || Force || ShouldContinue(
            $"Whoever trusts the new CA only will refuse what the one in '{folder.Path}' has signed, there and elsewhere. "
                + "The old one's files are kept aside.",
            "Replace the certificate authority?");
    }

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private string? Existing(string? path) => path is null ? null : Paths.ExistingFile(path);
}
