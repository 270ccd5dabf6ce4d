using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Certificates.Folder;

namespace CalicoTools.Commands;

/// <summary>
/// Reads the certificates of Calico from a folder.
/// <para>
/// Gives one object for each folder: the authority (CA), Calico's client certificate (Client), the etcd members' (Members), and the
/// three values of the Secret calico-etcd-secrets (EtcdCa, EtcdCert, and EtcdKey as a SecureString). The authority's key is not read
/// into it.
/// </para>
/// <para>
/// A folder holds one set: ca.pem, calico.pem and calico-key.pem, and where they were made etcd-ca, etcd-cert and etcd-key and a
/// pair NAME.pem and NAME-key.pem for each etcd member. Files that contradict one another are refused; Test-CalicoCerts tells more
/// about them. Expired certificates are not refused. What a command was interrupted at in the folder is finished first, or undone.
/// </para>
/// </summary>
/// <example>
/// <code>Get-CalicoCerts ./pki</code>
/// Shows the certificates in the folder pki.
/// </example>
/// <example>
/// <code>Get-CalicoCerts ./clusters/*/pki -ExpiringWithin 30d</code>
/// Gives the sets in which a certificate ends in the next 30 days, or has ended.
/// </example>
[Cmdlet(VerbsCommon.Get, "CalicoCerts", DefaultParameterSetName = ByPath)]
[OutputType(typeof(CalicoCertificateSet))]
public sealed class GetCalicoCertsCommand : CertificateFolderCommand
{
    /// <summary>
    /// Gives only sets in which a certificate ends within this time, or has ended: a number with its unit, such as <c>30d</c>.
    /// </summary>
    [Parameter]
    [Duration]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public TimeSpan? ExpiringWithin { get; set; }

    /// <inheritdoc/>
    private protected override void Process() => ForFolders(folder =>
    {
        var set = CertificateFolder.Open(folder, StopRequested).Read();
        if (ExpiringWithin is null || set.NotAfter - DateTimeOffset.UtcNow <= ExpiringWithin)
        {
            WriteObject(set);
        }
        else
        {
            WriteVerbose($"'{folder}' is left out: its certificates last {set.DaysLeft} more days.");
        }
    });
}
