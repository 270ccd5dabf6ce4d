namespace CalicoTools.Releases.Adding;

/// <summary>The hashes of all official objects, with which the tests compare.</summary>
internal static class HashTable
{
    /// <summary>Adds the hashes of a release.</summary>
    /// <param name="text">The table.</param>
    /// <param name="manifests">The release's manifests.</param>
    /// <param name="releases">The releases.</param>
    public static string Add(string text, IEnumerable<OfficialManifest> manifests, ReleaseList releases)
    {
        var rows = text.TrimEnd('\n').Split('\n').Select(static line => line.Split('\t')).ToList();
        foreach (var (manifest, json) in manifests.SelectMany(static manifest => manifest.Objects.Select(json => (manifest, json))))
        {
            string[] key = [manifest.File, (string)json["kind"]!, (string)json["metadata"]!["name"]!, CanonicalJson.Hash(json)];
            var row = rows.Find(row => row.Take(4).SequenceEqual(key));
            if (row is not null)
            {
                row[4] = releases.WithAdded(row[4]).Replace(", ", ",", StringComparison.Ordinal);
                continue;
            }

            // Rows have the order of the releases in which they first appeared; above them is the heading.
            var after = rows.FindLastIndex(row => row != rows[0] && FirstRelease(row) <= releases.Added);
            rows.Insert(after + 1, [.. key, releases.Added.ToString()]);
        }

        return string.Join('\n', rows.Select(static row => string.Join('\t', row))) + "\n";
    }

    private static ReleaseNumber FirstRelease(string[] row) => ReleaseNumber.Parse(row[4].Split(',')[0].Split("..")[0]);
}
