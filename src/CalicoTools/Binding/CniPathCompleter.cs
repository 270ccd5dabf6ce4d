using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoTools.Binding;

/// <summary>Offers the folders for CNI that Kubernetes distributions use.</summary>
public sealed class CniPathCompleter : IArgumentCompleter
{
    private static readonly (string Platform, string Net, string Bin)[] s_platforms =
    [
        ("kubeadm, kubespray, kubeasz, AKS, RKE2", "/etc/cni/net.d", "/opt/cni/bin"),
        ("GKE", "/etc/cni/net.d", "/home/kubernetes/bin"),
        ("OpenShift", "/var/run/multus/cni/net.d", "/var/lib/cni/bin"),
        ("MicroK8s", "/var/snap/microk8s/current/args/cni-network", "/var/snap/microk8s/current/opt/cni/bin"),
        ("K3s with its own CNI", "/var/lib/rancher/k3s/agent/etc/cni/net.d", "/var/lib/rancher/k3s/data/current/bin"),
    ];

    /// <summary>Offers the paths that begin with what was typed.</summary>
    /// <param name="commandName">Not used.</param>
    /// <param name="parameterName">The parameter, which tells what the path is of.</param>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="commandAst">Not used.</param>
    /// <param name="fakeBoundParameters">Not used.</param>
    /// <returns>The paths.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => s_platforms
        .Select(platform => (platform.Platform, Path: parameterName switch
        {
            "CniBinDirectory" => platform.Bin,
            "CniNetDirectory" => platform.Net,
            _ => platform.Net + "/calico-kubeconfig",
        }))
        .Where(item => item.Path.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.Ordinal))
        .GroupBy(static item => item.Path, static item => item.Platform)
        .Select(static group => new CompletionResult(group.Key, group.Key, CompletionResultType.ParameterValue, string.Join(", ", group)));
}
