using System.Collections;
using CalicoTools.Cluster.Checks;

namespace CalicoTools.Binding;

/// <summary>Offers the rules by which an installation is checked.</summary>
public sealed class RuleCompleter : ValueCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Value, string Meaning)> Values(string parameter, IDictionary bound) =>
        CheckRules.All.Select(static rule => (rule.Id, $"{rule.Severity}: {rule.Message}"));
}
