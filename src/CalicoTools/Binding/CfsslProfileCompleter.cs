using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoTools.Certificates.Cfssl;

namespace CalicoTools.Binding;

/// <summary>Offers the profiles of the configuration that was given with -CfsslConfigPath.</summary>
public sealed class CfsslProfileCompleter : IArgumentCompleter
{
    /// <summary>Offers the profiles that begin with what was typed.</summary>
    /// <param name="commandName">Not used.</param>
    /// <param name="parameterName">Not used.</param>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="commandAst">Not used.</param>
    /// <param name="fakeBoundParameters">The other parameters, as far as they are known.</param>
    /// <returns>The profiles; none when the configuration cannot be read yet.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = wordToComplete.Trim('\'', '"');
        return fakeBoundParameters["CfsslConfigPath"] is string { Length: > 0 } path && SessionPath.Absolute(path) is { } file
            ? CfsslProfiles.Names(file)
                .Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(static name => new CompletionResult(name.Contains(' ', StringComparison.Ordinal) ? $"'{name}'" : name))
            : [];
    }
}
