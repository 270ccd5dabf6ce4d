using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoTools.Binding;

/// <summary>Offers what is built in: of the datastores and variants that manifests can have, those that can be made.</summary>
public sealed class BuiltInCompleter : IArgumentCompleter
{
    /// <summary>Offers the value that is built in, when it begins with what was typed.</summary>
    /// <param name="commandName">Not used.</param>
    /// <param name="parameterName">The parameter, which tells what is asked for.</param>
    /// <param name="wordToComplete">What was typed.</param>
    /// <param name="commandAst">Not used.</param>
    /// <param name="fakeBoundParameters">Not used.</param>
    /// <returns>The value, or nothing.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var value = parameterName == nameof(CalicoManifest.Datastore) ? nameof(CalicoDatastore.Etcd) : nameof(CalicoVariant.Default);
        return value.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase) ? [new CompletionResult(value)] : [];
    }
}
