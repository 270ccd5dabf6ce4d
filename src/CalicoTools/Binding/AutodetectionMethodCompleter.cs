using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoTools.Binding;

/// <summary>Offers the ways a node can find its address.</summary>
public sealed class AutodetectionMethodCompleter : IArgumentCompleter
{
    private static readonly (string Method, string Meaning)[] s_methods =
    [
        ("can-reach=", "the address from which a host, by name or address, is reached"),
        ("cidr=", "the first address in one of the ranges, separated by commas"),
        ("first-found", "the first address of an interface that is up; the last one created comes first"),
        ("interface=", "the first address of an interface whose name matches one of the regular expressions"),
        ("kubernetes-internal-ip", "the node's internal address in Kubernetes; from v3.22.0 on"),
        ("skip-interface=", "first-found, but not on interfaces whose names match"),
    ];

    /// <summary>Offers the methods that begin with what was typed.</summary>
    /// <param name="commandName">Not used.</param>
    /// <param name="parameterName">Not used.</param>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="commandAst">Not used.</param>
    /// <param name="fakeBoundParameters">Not used.</param>
    /// <returns>The methods.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => s_methods
        .Where(item => item.Method.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
        .Select(static item => new CompletionResult(item.Method, item.Method, CompletionResultType.ParameterValue, item.Meaning));
}
