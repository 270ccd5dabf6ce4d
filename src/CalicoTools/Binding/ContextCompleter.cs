using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoTools.Cluster.Connection;

namespace CalicoTools.Binding;

/// <summary>Offers the contexts of the kubeconfig, read from its files only.</summary>
public sealed class ContextCompleter : IArgumentCompleter
{
    /// <summary>Offers the contexts that begin with what was typed.</summary>
    /// <param name="commandName">Not used.</param>
    /// <param name="parameterName">Not used.</param>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="commandAst">Not used.</param>
    /// <param name="fakeBoundParameters">The kubeconfig, when it was typed before.</param>
    /// <returns>The contexts.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = wordToComplete.Trim('\'', '"');
        var kubeConfig = fakeBoundParameters["KubeConfig"]?.ToString();
        return KubeConfigFiles.Contexts(string.IsNullOrEmpty(kubeConfig) ? null : SessionPath.Absolute(kubeConfig))
            .Where(context => context.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(static context => new CompletionResult(
                context.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
                    ? context
                    : $"'{CodeGeneration.EscapeSingleQuotedStringContent(context)}'",
                context,
                CompletionResultType.ParameterValue,
                context));
    }
}
