using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoTools.Releases;

namespace CalicoTools.Binding;

/// <summary>Offers the releases that are built in, newest first.</summary>
public sealed class ReleaseCompleter : IArgumentCompleter
{
    /// <summary>Offers the releases that begin with what was typed, with or without <c>v</c>.</summary>
    /// <param name="commandName">Not used.</param>
    /// <param name="parameterName">Not used.</param>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="commandAst">Not used.</param>
    /// <param name="fakeBoundParameters">Not used.</param>
    /// <returns>The releases.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = $"v{wordToComplete.Trim('\'', '"').TrimStart('v')}";
        return ReleaseCatalogue.Releases.Reverse()
            .Select(static release => release.ToString())
            .Where(release => release.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(static release => new CompletionResult(release));
    }
}
