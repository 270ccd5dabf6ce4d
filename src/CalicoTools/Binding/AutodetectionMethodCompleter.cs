using System.Collections;

namespace CalicoTools.Binding;

/// <summary>Offers the ways a node can find its address.</summary>
public sealed class AutodetectionMethodCompleter : ValueCompleter
{
    private static readonly (string Value, string Meaning)[] s_methods =
    [
        ("can-reach=", "the address from which a host, by name or address, is reached"),
        ("cidr=", "the first address in one of the ranges, separated by commas"),
        ("first-found", "the first address of an interface that is up; the last one created comes first"),
        ("interface=", "the first address of an interface whose name matches one of the regular expressions"),
        ("kubernetes-internal-ip", "the node's internal address in Kubernetes; from v3.22.0 on"),
        ("skip-interface=", "first-found, but not on interfaces whose names match"),
    ];

    /// <inheritdoc/>
    private protected override IEnumerable<(string Value, string Meaning)> Values(string parameter, IDictionary bound) => s_methods;
}
