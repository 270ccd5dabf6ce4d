using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Data;

/// <summary>The images the manifests of every release from v3.20.0 on name, as they were found in upstream's files.</summary>
internal static class UpstreamImages
{
    private static readonly IReadOnlyList<string[]> s_rows =
    [
        .. File.ReadLines(Repository.At("tests", "CalicoTools.Core.Tests", "Data", "images.tsv"))
            .Skip(1)
            .Select(static line => line.Split('\t')),
    ];

    /// <summary>The number of the last patch of each minor release.</summary>
    private static readonly (int Minor, int LastPatch)[] s_minors =
        [(20, 6), (21, 6), (22, 5), (23, 5), (24, 6), (25, 2), (26, 5), (27, 5), (28, 5), (29, 7), (30, 7), (31, 7), (32, 1)];

    /// <summary>All releases, v3.21.3 too, which never was one.</summary>
    public static IEnumerable<ReleaseNumber> Releases =>
        from minor in s_minors
        from patch in Enumerable.Range(0, minor.LastPatch + 1)
        select new ReleaseNumber(3, minor.Minor, patch);

    /// <summary>The images a manifest of a release names, in no order.</summary>
    public static IEnumerable<string> Of(ReleaseNumber release, string manifest) =>
        from row in s_rows
        where row[1] == "all" || row[1].Split(',').Contains(manifest)
        where ReleaseSet.Parse(row[2]).Contains(release)
        select row[0].Replace("VERSION", release.ToString(), StringComparison.Ordinal);
}
