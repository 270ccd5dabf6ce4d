using System.Collections;
using CalicoTools.Certificates.Cfssl;

namespace CalicoTools.Binding;

/// <summary>Offers the profiles of the configuration that was given with -CfsslConfigPath.</summary>
public sealed class CfsslProfileCompleter : ValueCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Value, string Meaning)> Values(string parameter, IDictionary bound) =>
        bound["CfsslConfigPath"] is string { Length: > 0 } path && SessionPath.Absolute(path) is { } file
            ? CfsslProfiles.Names(file).Select(static name => (name, name))
            : [];
}
