using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Certificates.Checks;

namespace CalicoTools.Commands;

/// <summary>
/// Checks the certificates of Calico and tells what is wrong with them.
/// <para>
/// Checked are: that the authority issued all of them, that the keys are theirs, what they may be used for, from when to when they
/// are valid, that etcd members name hosts, that the values etcd-ca, etcd-cert and etcd-key stand for the PEM files (in base64, once,
/// on one line, not swapped), that the files are of one set, and that nobody else may read the keys. A broken folder gives findings,
/// not an error.
/// </para>
/// <para>
/// There is no output when nothing is wrong. A finding of severity Error means that it does not work; a Warning, that it works but may
/// not for long, or is not safe.
/// </para>
/// </summary>
/// <example>
/// <code>Test-CalicoCerts ./pki</code>
/// Shows what is wrong with the certificates in the folder pki.
/// </example>
/// <example>
/// <code>if (-not (Test-CalicoCerts ./pki -NotExpiringWithin 30d -Quiet)) { New-CalicoCerts -Path ./pki -Force }</code>
/// Issues the certificates again when they have less than 30 days left or are unusable for another reason.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "CalicoCerts", DefaultParameterSetName = ByPath)]
[OutputType(typeof(Finding), typeof(bool))]
public sealed class TestCalicoCertsCommand : CertificateFolderCommand
{
    private const string BySet = "InputObject";

    private bool _isChecked;
    private bool _isFaulty;

    /// <summary>The certificates to check, such as Get-CalicoCerts gives. What has a folder is checked in its folder.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = BySet)]
    public CalicoCertificateSet InputObject { get; set; } = null!;

    /// <summary>
    /// How long the certificates have to last, a number with its unit such as <c>30d</c>: one that ends sooner is an error. Without it,
    /// one that ends within 30 days is a warning.
    /// </summary>
    [Parameter]
    [Duration]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public TimeSpan? NotExpiringWithin { get; set; }

    /// <summary>Gives one Boolean for all input instead of findings: true when something was checked and there is no error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        _isChecked = true;
        var isDone = false;
        if (ParameterSetName == BySet)
        {
            ForItem(() =>
            {
                Report(CertificateChecks.Check(InputObject, NotExpiringWithin, StopRequested));
                isDone = true;
            });
        }
        else
        {
            isDone = ForFolders(folder => Report(CertificateChecks.Check(folder, NotExpiringWithin, StopRequested)));
        }

        // What could not be checked is not without fault.
        if (!isDone)
        {
            _isFaulty = true;
        }
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        if (Quiet)
        {
            WriteObject(_isChecked && !_isFaulty);
        }
    }

    private void Report(IReadOnlyList<Finding> findings)
    {
        if (findings.Any(static finding => finding.Severity == FindingSeverity.Error))
        {
            _isFaulty = true;
        }

        if (!Quiet)
        {
            WriteObject(findings, enumerateCollection: true);
        }
    }
}
