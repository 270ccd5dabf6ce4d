using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Cluster.Uninstall;

namespace CalicoTools.Commands;

/// <summary>
/// Removes everything from a cluster that Calico's manifests installed.
/// <para>
/// First goes what runs, the DaemonSet and the Deployments, and its pods are waited for; then rights, configuration and the Secret with the
/// certificates. Calico's annotations and the NetworkUnavailable condition it set are removed from the nodes. Pods keep their addresses
/// until they are recreated on another network. Since all that runs in the cluster loses its network, you are asked first;
/// -Confirm:$false spares the question.
/// </para>
/// <para>
/// Pools, policies and addresses stay, and a new installation takes them up. With -IncludeCustomResources they go, too, with the
/// CRDs of the group crd.projectcalico.org. CRDs of the group policy.networking.k8s.io always stay, since other networks may use them, and
/// are named; so does the ClusterRole flannel of Canal.
/// </para>
/// <para>
/// What stays on the nodes, where no API reaches, is named as a warning and not touched. After an interruption the same command goes on.
/// With -WhatIf nothing is removed: it shows what would be.
/// </para>
/// </summary>
/// <example>
/// <code>Uninstall-Calico -WhatIf</code>
/// Shows what would be removed from the current cluster.
/// </example>
/// <example>
/// <code>Uninstall-Calico -Context staging -IncludeCustomResources -Confirm:$false</code>
/// Removes Calico with all its pools and policies, without a question.
/// </example>
[Cmdlet(VerbsLifecycle.Uninstall, "Calico", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(AppliedResource))]
public sealed class UninstallCalicoCommand : CalicoCommand
{
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

    /// <summary>The longest it may take, retries and waiting included, such as <c>20m</c>; without it, ten minutes.</summary>
    [Parameter]
    [Duration(MaximumDays = DurationAttribute.LongestWait)]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Removes the definitions of Calico's custom resources, too, and with them all pools, policies and addresses.</summary>
    [Parameter]
    public SwitchParameter IncludeCustomResources { get; set; }

    /// <summary>Removes custom resources without a question where the preference variable ConfirmPreference is None.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override void End()
    {
        var connection = ConnectionTo(KubeConfig, Context);
        var options = new UninstallOptions { Timeout = Timeout, IncludeCustomResources = IncludeCustomResources };
        using var uninstaller = Await((log, stop) => Task.FromResult(CalicoUninstaller.Connect(connection, options, log, stop)));
        var plan = Await((_, stop) => uninstaller.PlanAsync(stop));
        if (plan.Count == 0)
        {
            WriteVerbose($"There is nothing of Calico's manifests in {uninstaller.Cluster}.");
            WarnOfLeftovers(uninstaller);
        }
        else if (MayRemove(uninstaller, plan))
        {
            WriteObject(Await(uninstaller.WriteAsync), enumerateCollection: true);
            WarnOfLeftovers(uninstaller);
        }
    }

    // Asked once for the cluster; with -WhatIf, the objects are given.
    private bool MayRemove(CalicoUninstaller uninstaller, IReadOnlyList<AppliedResource> plan)
    {
        var loss = $"All pools, policies and addresses of Calico in {uninstaller.Cluster} will be lost; nothing brings them back";
        var action = $"Remove Calico from {uninstaller.Cluster}: {plan.Count} objects{(IncludeCustomResources ? $". {loss}" : "")}";
        if (!ShouldProcess($"{action}.", $"{action}. Continue?", out var reason))
        {
            if (reason == ShouldProcessReason.WhatIf)
            {
                WriteObject(plan, enumerateCollection: true);
                WarnOfLeftovers(uninstaller);
            }

            return false;
        }

        return !IncludeCustomResources || Force || WasAsked || ShouldContinue($"{loss}.", "Remove Calico's custom resources?");
    }

    private void WarnOfLeftovers(CalicoUninstaller uninstaller)
    {
        foreach (var leftover in uninstaller.Leftovers)
        {
            WriteWarning(leftover);
        }
    }

    // A preference may have kept the question back; what cannot be undone is asked for all the same.
    private bool WasAsked => SessionState.PSVariable.GetValue("ConfirmPreference") is not ConfirmImpact.None;
}
