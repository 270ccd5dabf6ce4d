using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Data;

/// <summary>The hashes of every object upstream published in the releases that are built in.</summary>
internal static class ObjectHashes
{
    private static readonly IReadOnlyList<string[]> s_rows =
        [.. File.ReadLines(Repository.At("tests", "CalicoTools.Core.Tests", "Data", "object-hashes.tsv")).Skip(1)
            .Select(static line => line.Split('\t'))];

    /// <summary>The objects of a manifest in a release, in no order.</summary>
    public static IEnumerable<(string Kind, string Name, string Sha256)> Of(string manifest, Release release) =>
        from row in s_rows
        where row[0] == manifest && ReleaseSet.Parse(row[4]).Contains(release.Number)
        select (row[1], row[2], row[3]);
}
