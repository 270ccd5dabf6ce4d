using CalicoTools.Releases;
using CalicoTools.Releases.Adding;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

public sealed class AddReleaseTests
{
    private static readonly string[] s_folders =
    [
        "src/CalicoTools.Core/Manifests/BuiltIn/Source",
        "src/CalicoTools.Core/Manifests/BuiltIn/Definitions/Source",
        "src/CalicoTools.Core/Releases",
        "tests/CalicoTools.Core.Tests/Data",
    ];

    [OfficialTheory]
    [InlineData("v3.32.1")]
    [InlineData("v3.30.7")]
    [InlineData("v3.24.6")]
    public void A_release_taken_out_of_the_sources_and_added_from_its_official_files_is_as_it_was(string number)
    {
        var release = ReleaseNumber.Parse(number);
        using var checkout = new TemporaryFolder();
        Copy(checkout.Path);
        TakeOut(checkout.Path, release, [.. ReleaseCatalogue.Releases.Select(static known => known.Number)]);

        var (_, byHand) = ReleaseUpdate.Add(checkout.Path, OfficialFiles(number), ReleaseCatalogue.Find(number).Date, release);

        Assert.Empty(byHand);
        Assert.All(Files(Repository.Root), file => Assert.Equal(Text(Repository.At(file)), Text(checkout[file])));
    }

    private static IEnumerable<string> OfficialFiles(string number) => ReferenceFolder.Manifests
        .Where(manifest => manifest.Release == number)
        .Select(static manifest => ReferenceFolder.Manifest(manifest.Release, manifest.File));

    // The order of the hashes is of no account.
    private static string Text(string file) =>
        Path.GetExtension(file) == ".tsv" ? string.Join('\n', File.ReadLines(file).Order(StringComparer.Ordinal)) : File.ReadAllText(file);

    private static IEnumerable<string> Files(string root) => s_folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder)))
        .Where(static file => !file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(root, file));

    private static void Copy(string checkout)
    {
        foreach (var file in Files(Repository.Root))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(checkout, file))!);
            File.Copy(Repository.At(file), Path.Combine(checkout, file));
        }
    }

    private static void TakeOut(string checkout, ReleaseNumber release, IReadOnlyList<ReleaseNumber> known)
    {
        foreach (var file in Files(checkout).Select(file => Path.Combine(checkout, file)))
        {
            File.WriteAllLines(file, Path.GetFileName(file) switch
            {
                "releases.txt" => File.ReadAllLines(file).Where(line => line.Split(' ')[0] != release.ToString()),
                "object-hashes.tsv" => File.ReadAllLines(file).Select(line => WithoutHash(line, release, known)).OfType<string>(),
                var name when Path.GetExtension(name) is ".yaml" or ".schema" || name is "documents.txt" or "definitions.txt" =>
                    WithoutBlocks(File.ReadAllLines(file), release, known),
                _ => File.ReadAllLines(file),
            });
        }
    }

    private static string? WithoutHash(string row, ReleaseNumber release, IReadOnlyList<ReleaseNumber> known)
    {
        var fields = row.Split('\t');
        var left = fields[4] == "releases" ? fields[4] : Without(fields[4], release, known, open: false);
        return left.Length == 0 ? null : string.Join('\t', [.. fields[..4], left]);
    }

    private static IEnumerable<string> WithoutBlocks(IEnumerable<string> lines, ReleaseNumber release, IReadOnlyList<ReleaseNumber> known)
    {
        var left = int.MaxValue;
        foreach (var line in lines)
        {
            var indent = line.Length - line.TrimStart().Length;
            if (line.Length > 0 && indent > left)
            {
                continue;
            }

            left = int.MaxValue;
            var parts = line.Split("#@ ");
            if (parts.Length < 2 || !parts[1].Contains(release.ToString(), StringComparison.Ordinal))
            {
                yield return line;
                continue;
            }

            var condition = Conditions.Rewrite(parts[1], set => set is null ? null : Without(set, release, known, open: true));
            if (condition.Length == 0 || condition.EndsWith(": ", StringComparison.Ordinal))
            {
                left = indent;
            }
            else
            {
                yield return $"{parts[0]}#@ {condition}";
            }
        }
    }

    // The ends of intervals move to the releases beside the one taken out.
    private static string Without(string set, ReleaseNumber release, IReadOnlyList<ReleaseNumber> known, bool open)
    {
        var others = known.Where(known => known != release).ToArray();
        var (before, after) = (others.Last(other => other < release), others.FirstOrDefault(other => other > release));
        return string.Join(open ? ", " : ",", set.Split(',', StringSplitOptions.TrimEntries).Select(Interval).OfType<string>());

        string? Interval(string text)
        {
            var dots = text.IndexOf("..", StringComparison.Ordinal);
            var (first, last) = dots < 0 ? (text, text) : (text[..dots], text[(dots + 2)..]);
            if (first == release.ToString() && (last == first || (last.Length == 0 && after is null)))
            {
                return null;
            }

            first = first == release.ToString() ? $"{after}" : first;
            last = last == release.ToString() ? before.ToString() : last;
            last = open && after is null && last == before.ToString() ? "" : last;
            return first == last ? first : $"{first}..{last}";
        }
    }
}
