using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoTools.Binding;

/// <summary>
/// Offers those values of a parameter that begin with what was typed, each with what it means, quoted where it has to be.
/// </summary>
public abstract class ValueCompleter : IArgumentCompleter
{
    /// <summary>Allows this module's completers only to derive.</summary>
    private protected ValueCompleter()
    {
    }

    /// <summary>Offers values.</summary>
    /// <param name="commandName">Not used.</param>
    /// <param name="parameterName">The parameter.</param>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="commandAst">Not used.</param>
    /// <param name="fakeBoundParameters">The other parameters, as far as they are known.</param>
    /// <returns>The values.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = Typed(wordToComplete.Trim('\'', '"'));
        return Values(parameterName, fakeBoundParameters)
            .Where(item => item.Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(static item => new CompletionResult(Quoted(item.Value), item.Value, CompletionResultType.ParameterValue, item.Meaning));
    }

    /// <summary>All values, in the order in which they are offered.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="bound">The other parameters, as far as they are known.</param>
    private protected abstract IEnumerable<(string Value, string Meaning)> Values(string parameter, IDictionary bound);

    /// <summary>What values have to begin with.</summary>
    /// <param name="word">What was typed, without quotes.</param>
    private protected virtual string Typed(string word) => word;

    private static string Quoted(string value) =>
        value.All(static letter => char.IsAsciiLetterOrDigit(letter) || "-_./=".Contains(letter, StringComparison.Ordinal))
            ? value
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
