using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoTools.Binding;

/// <summary>Offers where API servers listen: the ports that distributions use, and the proxies that some run on every node.</summary>
public sealed class KubernetesServiceCompleter : IArgumentCompleter
{
    private static readonly (string Value, string Of)[] s_ports =
    [
        ("6443", "kubeadm, kubespray, kubeasz, k3s, RKE2, OpenShift"),
        ("443", "GKE, EKS, AKS, or a load balancer"),
        ("16443", "MicroK8s"),
        ("7445", "KubePrism on every node of Talos"),
    ];

    private static readonly (string Value, string Of)[] s_hosts =
    [
        ("127.0.0.1", "a proxy on every node, as kubespray has it"),
        ("localhost", "KubePrism on every node of Talos"),
    ];

    /// <summary>Offers the values that begin with what was typed.</summary>
    /// <param name="commandName">Not used.</param>
    /// <param name="parameterName">The parameter: the host or the port.</param>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="commandAst">Not used.</param>
    /// <param name="fakeBoundParameters">Not used.</param>
    /// <returns>The values.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => (parameterName == "KubernetesServicePort" ? s_ports : s_hosts)
        .Where(item => item.Value.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.Ordinal))
        .Select(static item => new CompletionResult(item.Value, item.Value, CompletionResultType.ParameterValue, item.Of));
}
