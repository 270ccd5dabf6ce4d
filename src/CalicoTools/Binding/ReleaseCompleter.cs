using System.Collections;
using CalicoTools.Releases;

namespace CalicoTools.Binding;

/// <summary>Offers the releases that are built in, newest first; they may be typed with or without <c>v</c>.</summary>
public sealed class ReleaseCompleter : ValueCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Value, string Meaning)> Values(string parameter, IDictionary bound) =>
        ReleaseCatalogue.Releases.Reverse().Select(static release => ($"{release}", $"{release}"));

    /// <inheritdoc/>
    private protected override string Typed(string word) => $"v{word.TrimStart('v', 'V')}";
}
