using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Cluster.Checks;
using CalicoTools.Cluster.Install;

namespace CalicoTools.Commands;

/// <summary>Base of the cmdlets that bring manifests onto a cluster.</summary>
public abstract class InstallationCommand : ManifestSettingsCommand
{
    private IReadOnlyList<string> _skipped = [];

    /// <summary>Allows this module's cmdlets only to derive.</summary>
    private protected InstallationCommand()
    {
    }

    /// <summary>
    /// The kubeconfig. Without it: the files the environment variable KUBECONFIG names, then .kube/config in the home folder, then the
    /// service account of the pod this runs in.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KubeConfig { get; set; }

    /// <summary>The context in the kubeconfig, when it is not the current one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Context { get; set; }

    /// <summary>The longest it may take, retries and the wait included, such as <c>20m</c>; otherwise ten minutes.</summary>
    [Parameter]
    [Duration(MaximumDays = DurationAttribute.LongestWait)]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Ends when everything is applied, without waiting for it to run. Definitions are still written before what runs pods, but only custom
    /// resources in the manifests wait until the cluster serves their kinds.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Goes on in spite of findings that say -Force overrides them.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Takes over fields that others have set to other values, such as by kubectl edit.</summary>
    [Parameter]
    public SwitchParameter ForceConflicts { get; set; }

    /// <summary>
    /// The names of rules whose findings do not count; wildcards are permitted. Get-Help about_CalicoInstallationRules and
    /// about_CalicoManifestRules list them.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleCompleter))]
    public string[] SkipRule { get; set; } = [];

    /// <summary>What the user says of the installation.</summary>
    private protected InstallOptions Options =>
        new() { Timeout = Timeout, NoWait = NoWait, Force = Force, ForceConflicts = ForceConflicts, SkipRules = _skipped };

    /// <inheritdoc/>
    private protected override void Begin()
    {
        base.Begin();
        _skipped = [.. SkipRule.SelectMany(
            static name => CheckRules.Named(name, WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch))];
    }

    /// <summary>Runs work that gives nothing off the pipeline thread.</summary>
    /// <param name="work">The work.</param>
    private protected void Wait(Func<ICommandLog, CancellationToken, Task> work) => Await(async (log, stop) =>
    {
        await work(log, stop).ConfigureAwait(false);
        return true;
    });

    /// <summary>Why a release was chosen that nobody named.</summary>
    /// <param name="choice">The choice; null when one was named.</param>
    /// <returns>In brackets, to stand behind what is to be done; empty when one was named.</returns>
    private protected static string Reason(ReleaseFit? choice) => choice is null
        ? ""
        : $" (the best that is built in for Kubernetes {choice.Kubernetes}: {choice.Reason.TrimEnd('.')})";

    /// <summary>Asks once for the cluster; with -WhatIf, the objects that would change are given.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="plan">What would become of each object.</param>
    /// <returns>Whether it may be done.</returns>
    private protected bool MayWrite(string action, string cluster, IReadOnlyList<AppliedResource> plan)
    {
        var changes = plan.Where(static item => item.Action != ResourceAction.Unchanged).ToList();
        var question = $"{action}: {changes.Count} of {plan.Count} objects change in {cluster}";
        if (ShouldProcess($"{question}.", $"{question}?", out var reason))
        {
            return true;
        }

        if (reason == ShouldProcessReason.WhatIf)
        {
            WriteObject(changes, enumerateCollection: true);
        }

        return false;
    }
}
