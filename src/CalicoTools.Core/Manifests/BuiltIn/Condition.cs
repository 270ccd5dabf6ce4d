using CalicoTools.Releases;

namespace CalicoTools.Manifests.BuiltIn;

/// <summary>
/// Where a part of a source holds: in releases, <c>v3.22.5, v3.23.4..</c>, in variants, <c>not Canal</c>, or in releases of variants,
/// <c>Typha, PolicyOnly: ..v3.23.5</c>; several of these are joined by <c>or</c>.
/// </summary>
internal sealed class Condition
{
    private readonly (VariantSet Variants, ReleaseSet Releases)[] _alternatives;

    private Condition((VariantSet Variants, ReleaseSet Releases)[] alternatives) => _alternatives = alternatives;

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The condition.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Condition Parse(string text) => new([.. text.Split(" or ").Select(static part => Alternative(part.Trim()))]);

    /// <summary>Whether it holds.</summary>
    /// <param name="key">The manifest it is asked for.</param>
    /// <returns>True when it does.</returns>
    public bool Holds(ManifestKey key) => Array.Exists(
        _alternatives,
        part => part.Variants.Contains(key.Datastore, key.Variant) && part.Releases.Contains(key.Release.Number));

    private static (VariantSet Variants, ReleaseSet Releases) Alternative(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 ? (VariantSet.Parse(text[..colon]), ReleaseSet.Parse(text[(colon + 1)..]))
            : text is ['v' or '.', ..] ? (VariantSet.All, ReleaseSet.Parse(text))
            : (VariantSet.Parse(text), ReleaseSet.All);
    }
}
