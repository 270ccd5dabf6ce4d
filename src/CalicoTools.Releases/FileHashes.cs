namespace CalicoTools.Releases.Adding;

/// <summary>The hashes by which downloaded files are checked.</summary>
internal static class FileHashes
{
    // Of older releases upstream published no such files: they were made of templates.
    private static readonly ReleaseNumber s_first = new(3, 24, 0);

    /// <summary>Adds the files of a release.</summary>
    /// <param name="text">The hashes there are, by release and file.</param>
    /// <param name="manifests">The release's manifests.</param>
    public static string Add(string text, IReadOnlyList<OfficialManifest> manifests)
    {
        var release = manifests[0].ManifestKey.Release.Number;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        var after = lines.FindLastIndex(line => ReleaseNumber.Parse(line.Split("  ")[1].Split('/')[0]) <= release);
        lines.InsertRange(
            after + 1, release < s_first ? [] : manifests.Select(manifest => $"{manifest.Sha256}  {release}/{manifest.File}"));
        return string.Join('\n', lines) + "\n";
    }
}
