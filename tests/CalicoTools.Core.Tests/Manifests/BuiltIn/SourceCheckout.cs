using System.Collections.Concurrent;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Releases;
using CalicoTools.Releases.Adding;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

/// <summary>A copy of what a release is added to, from which releases can be taken out.</summary>
internal sealed class SourceCheckout : IDisposable
{
    private static readonly string[] s_folders =
    [
        "src/CalicoTools.Core/Manifests/BuiltIn/Source",
        "src/CalicoTools.Core/Manifests/BuiltIn/Definitions/Source",
        "src/CalicoTools.Core/Manifests/Official",
        "src/CalicoTools.Core/Releases",
        "tests/CalicoTools.Core.Tests/Data",
    ];

    // The same text is the same object.
    private static readonly ConcurrentDictionary<string, string> s_hashes = new();

    private readonly Dictionary<string, ConditionalText> _texts = [];
    private readonly TemporaryFolder _folder = new();

    public SourceCheckout()
    {
        foreach (var file in FilesIn(Repository.Root))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_folder[file])!);
            File.Copy(Repository.At(file), _folder[file]);
        }
    }

    public string Path => _folder.Path;

    public IEnumerable<string> Files => FilesIn(Path);

    public static IEnumerable<string> OriginalFiles => FilesIn(Repository.Root);

    public string Text(string file) => File.ReadAllText(_folder[file]);

    /// <summary>The facts that a list tells of a release.</summary>
    public IEnumerable<string> Facts(string list, ReleaseNumber release) => FactsIn(Text($"src/CalicoTools.Core/Releases/{list}"), release);

    public static IEnumerable<string> FactsIn(string text, ReleaseNumber release) => text.Split('\n')
        .Select(static line => line.Split("#@ "))
        .Where(parts => parts.Length == 2 && ReleaseSet.Parse(parts[1]).Contains(release))
        .Select(static parts => string.Join(' ', parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>The objects of a manifest that is made of these sources.</summary>
    public IEnumerable<(string Kind, string Name, string Sha256)> Objects(PublishedManifest published, Release release)
    {
        var texts = new BuiltInSource(new ManifestKey(release, published.Datastore, published.Variant), Source);
        return BuiltInManifests.Compose(texts).Documents.Where(static document => document.Resource is not null).Select(static document =>
            (document.Resource!.Kind, document.Resource.Name, s_hashes.GetOrAdd(
                document.Text, _ => CanonicalJson.Hash(document.ToObject()))));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Takes releases out of every source; what no other release needs goes as well.</summary>
    public void TakeOut(params ReleaseNumber[] releases)
    {
        var taken = new TakenReleases(releases);
        foreach (var list in Files.Where(static file => System.IO.Path.GetFileName(file) is "documents.txt" or "definitions.txt").ToArray())
        {
            TakeOutObjects(_folder[list], taken);
        }

        foreach (var file in Files.Select(file => _folder[file]))
        {
            File.WriteAllLines(file, System.IO.Path.GetFileName(file) switch
            {
                "releases.txt" => File.ReadAllLines(file).Where(line => !taken.Are(line.Split(' ')[0])),
                "sha256.txt" => File.ReadAllLines(file).Where(line => !taken.Are(line.Split("  ")[^1].Split('/')[0])),
                "object-hashes.tsv" => File.ReadAllLines(file).Select(taken.WithoutHashes).OfType<string>(),
                // Where all releases are left, a fact still names them.
                "images.txt" => taken.WithoutBlocks(File.ReadAllLines(file)).Select(static line =>
                    line.StartsWith('#') || line.Contains("#@", StringComparison.Ordinal) ? line : $"{line}  #@ v3.20.0.."),
                var name when System.IO.Path.GetExtension(name) is ".yaml" or ".schema" => taken.WithoutBlocks(File.ReadAllLines(file)),
                _ => File.ReadAllLines(file),
            });
        }
    }

    private ConditionalText Source(string name)
    {
        if (!_texts.TryGetValue(name, out var text))
        {
            var file = Files.Single(file => System.IO.Path.GetFileName(file) == name);
            _texts.Add(name, text = ConditionalText.Parse(Text(file)));
        }

        return text;
    }

    private static IEnumerable<string> FilesIn(string root) => s_folders
        .SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(root, folder)))
        .Where(static file => !file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => System.IO.Path.GetRelativePath(root, file));

    // The source of an object that no other release has goes with it.
    private static void TakeOutObjects(string list, TakenReleases taken)
    {
        var (before, after) = (File.ReadAllLines(list), taken.WithoutBlocks(File.ReadAllLines(list)).ToArray());
        foreach (var name in before.Select(Name).Except(after.Select(Name)))
        {
            var source = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(list)!, name);
            File.Delete($"{source}.yaml");
            File.Delete($"{source}.schema");
        }

        File.WriteAllLines(list, after);

        static string Name(string line) => line.Split(' ')[0];
    }
}
