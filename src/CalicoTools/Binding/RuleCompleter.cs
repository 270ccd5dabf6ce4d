using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoTools.Cluster.Checks;

namespace CalicoTools.Binding;

/// <summary>Offers the rules by which an installation is checked.</summary>
public sealed class RuleCompleter : IArgumentCompleter
{
    /// <summary>Offers the rules that begin with what was typed, each with what it finds.</summary>
    /// <param name="commandName">Not used.</param>
    /// <param name="parameterName">Not used.</param>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="commandAst">Not used.</param>
    /// <param name="fakeBoundParameters">Not used.</param>
    /// <returns>The rules.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = wordToComplete.Trim('\'', '"');
        return CheckRules.All
            .Where(rule => rule.Id.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(static rule => new CompletionResult(
                rule.Id, rule.Id, CompletionResultType.ParameterValue, $"{rule.Severity}: {rule.Message}"));
    }
}
