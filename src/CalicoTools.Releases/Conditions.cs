using CalicoTools.Manifests.BuiltIn;

namespace CalicoTools.Releases.Adding;

/// <summary>Rewrites the conditions behind markers.</summary>
internal static class Conditions
{
    /// <summary>Rewrites the sets of releases in a condition.</summary>
    /// <param name="condition">The condition; null for none.</param>
    /// <param name="rewrite">Makes the new set of the old one, which is null where every release is meant.</param>
    public static string Rewrite(string? condition, Func<string?, string?> rewrite) => condition is null
        ? rewrite(null)!
        : string.Join(" or ", condition.Split(" or ").Select(part => RewritePart(part.Trim(), rewrite)));

    /// <summary>Names keys.</summary>
    /// <param name="wanted">The keys to name.</param>
    /// <param name="among">All that there are.</param>
    /// <returns>The names and a colon; empty when all are wanted.</returns>
    public static string Keys(IReadOnlyCollection<ManifestKey> wanted, IReadOnlyCollection<ManifestKey> among)
    {
        var others = among.Except(wanted).ToArray();
        if (others.Length == 0)
        {
            return "";
        }

        string[] named = [Names(wanted), $"not {Names(others)}"];
        string[] candidates = ["Kubernetes", "Etcd", .. named.OrderBy(static names => names.Length)];
        return candidates.First(names => among.All(key =>
            VariantSet.Parse(names).Contains(key.Datastore, key.Variant) == wanted.Contains(key))) + ": ";
    }

    private static string Names(IEnumerable<ManifestKey> keys) => string.Join(", ", keys
        .OrderBy(static key => (key.Datastore != CalicoDatastore.Etcd, key.Variant))
        .Select(static key => key.Datastore == CalicoDatastore.Etcd ? "Etcd" : key.Variant.ToString()));

    private static string RewritePart(string part, Func<string?, string?> rewrite)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var isReleases = part is ['v' or '.', ..];
        var variants = isReleases ? "" : colon < 0 ? part : part[..colon];
        var releases = rewrite(isReleases ? part : colon < 0 ? null : part[(colon + 1)..].Trim());
        return variants.Length == 0 ? releases! : releases is null ? variants : $"{variants}: {releases}";
    }
}
