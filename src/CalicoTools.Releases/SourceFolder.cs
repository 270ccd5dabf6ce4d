using CalicoTools.Manifests.BuiltIn;

namespace CalicoTools.Releases.Adding;

/// <summary>The sources of the built-in manifests in a checkout, while they are changed.</summary>
internal sealed class SourceFolder
{
    private const string Root = "src/CalicoTools.Core";
    private const string Objects = $"{Root}/Manifests/BuiltIn/Source";
    private const string Definitions = $"{Root}/Manifests/BuiltIn/Definitions/Source";

    private readonly string _checkout;
    private readonly Dictionary<string, (string Path, SourceFile File)> _files;

    /// <summary>Reads the sources.</summary>
    /// <param name="checkout">The checkout.</param>
    public SourceFolder(string checkout)
    {
        _checkout = checkout;
        _files = new[] { Objects, Definitions }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(checkout, folder)))
            .ToDictionary(static path => Path.GetFileName(path), static path => (path, new SourceFile(File.ReadAllText(path))));
    }

    /// <summary>The path of a list of facts on releases.</summary>
    public string ReleasePath(string name) => Path.Combine(_checkout, Root, "Releases", name);

    /// <summary>The hashes by which downloads are checked.</summary>
    public string FileHashesPath => Path.Combine(_checkout, Root, "Manifests", "Official", "sha256.txt");

    /// <summary>The hashes the tests compare with.</summary>
    public string ObjectHashesPath => Path.Combine(_checkout, "tests", "CalicoTools.Core.Tests", "Data", "object-hashes.tsv");

    /// <summary>All sources.</summary>
    public IEnumerable<SourceFile> Files => _files.Values.Select(static file => file.File);

    /// <summary>A source by its file name.</summary>
    public SourceFile this[string name] => _files[name].File;

    /// <summary>Whether there is such a source.</summary>
    public bool Has(string name) => _files.ContainsKey(name);

    /// <summary>Adds the source of an object that is new.</summary>
    public void Add(string name, string text) =>
        _files.Add(name, (Path.Combine(_checkout, FolderOf(name), name), new SourceFile(text)));

    /// <summary>Renders the sources as they now are.</summary>
    public BuiltInSource Render(ManifestKey key)
    {
        var parsed = new Dictionary<string, ConditionalText>();
        return new BuiltInSource(key, name => parsed.TryGetValue(name, out var text) ? text : parsed[name] = this[name].Parse());
    }

    /// <summary>Takes over what changed, so that lines are found anew.</summary>
    public void Renumber()
    {
        foreach (var file in Files)
        {
            file.Renumber();
        }
    }

    /// <summary>Writes the sources, and other files.</summary>
    /// <param name="others">The texts of the others, by their paths.</param>
    /// <returns>The files that changed, as paths in the checkout.</returns>
    public IReadOnlyList<string> Write(IReadOnlyDictionary<string, string> others) =>
    [
        .. _files.Values.Select(static file => KeyValuePair.Create(file.Path, file.File.ToString())).Concat(others)
            .Where(static file => WriteIfChanged(file.Key, file.Value))
            .Select(file => Path.GetRelativePath(_checkout, file.Key)),
    ];

    private static string FolderOf(string name) => name.EndsWith(".schema", StringComparison.Ordinal) ? Definitions : Objects;

    private static bool WriteIfChanged(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return false;
        }

        File.WriteAllText(path, text);
        return true;
    }
}
