namespace CalicoTools.Releases;

/// <summary>
/// Variants of manifests in which something holds: datastores and variants, as in <c>Etcd, Canal</c>, or all but some, as in <c>not Bpf</c>.
/// </summary>
internal sealed class VariantSet
{
    private const string Negation = "not ";

    private readonly HashSet<string> _names;
    private readonly bool _negated;

    private VariantSet(HashSet<string> names, bool negated) => (_names, _negated) = (names, negated);

    /// <summary>Every variant.</summary>
    public static VariantSet All { get; } = new([], negated: true);

    /// <summary>Reads a set.</summary>
    /// <param name="text">Names of datastores and variants, separated by commas; <c>not</c> before them means all others.</param>
    /// <returns>The set.</returns>
    /// <exception cref="FormatException">A name is that of no datastore and no variant.</exception>
    public static VariantSet Parse(string text)
    {
        var negated = text.StartsWith(Negation, StringComparison.Ordinal);
        var names = text[(negated ? Negation.Length : 0)..].Split(',', StringSplitOptions.TrimEntries);
        return Array.Find(names, static name => !IsKnown(name)) is { } unknown
            ? throw new FormatException($"'{unknown}' in '{text}' is no datastore and no variant.")
            : new VariantSet([.. names], negated);
    }

    /// <summary>Whether a variant is in the set.</summary>
    /// <param name="datastore">Its datastore.</param>
    /// <param name="variant">Its variant.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(CalicoDatastore datastore, CalicoVariant variant) =>
        (_names.Contains(datastore.ToString()) || _names.Contains(variant.ToString())) != _negated;

    private static bool IsKnown(string name) =>
        Enum.GetNames<CalicoDatastore>().Contains(name) || Enum.GetNames<CalicoVariant>().Contains(name);
}
