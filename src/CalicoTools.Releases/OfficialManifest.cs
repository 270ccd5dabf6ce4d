using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Official;

namespace CalicoTools.Releases.Adding;

/// <summary>An official manifest of the release that is added.</summary>
/// <param name="File">The name upstream gives it.</param>
/// <param name="ManifestKey">What it is.</param>
/// <param name="Objects">Its objects in order, definitions without descriptions.</param>
/// <param name="Sha256">The hash of the file.</param>
internal sealed partial record OfficialManifest(string File, ManifestKey ManifestKey, IReadOnlyList<JsonObject> Objects, string Sha256)
{
    /// <summary>The names of all that upstream publishes with a release, in the order in which they are listed.</summary>
    public static IReadOnlyList<string> AllFiles { get; } =
    [
        "calico.yaml",
        "calico-etcd.yaml",
        "calico-typha.yaml",
        "calico-vxlan.yaml",
        "calico-bpf.yaml",
        "calico-policy-only.yaml",
        "canal.yaml",
    ];

    /// <summary>Reads the manifests of a release.</summary>
    /// <param name="paths">The files, and folders in which those with upstream's names are meant.</param>
    /// <param name="date">The day the release was tagged.</param>
    /// <param name="number">The release; null takes the one its images name; of a release branch, its first.</param>
    /// <returns>The manifests, in the order in which they are listed.</returns>
    /// <exception cref="FormatException">They are not manifests of one release, or one is there twice.</exception>
    public static IReadOnlyList<OfficialManifest> ReadAll(IEnumerable<string> paths, DateOnly date, ReleaseNumber? number)
    {
        var read = paths.SelectMany(FilesAt).Select(path => (Path: path, Manifest: Read(path, date, number))).ToArray();
        var releases = read.GroupBy(static pair => pair.Manifest.ManifestKey.Release).ToArray();
        if (releases.Length > 1)
        {
            throw new FormatException("The manifests are not of one release: " + string.Join("; ", releases.Select(static release =>
                $"{string.Join(", ", release.Select(static pair => pair.Path))} name {release.Key.ImageTag}")) + ".");
        }

        var twice = read.GroupBy(static pair => pair.Manifest.File).FirstOrDefault(static same => same.Count() > 1);
        return twice is null
            ? [.. read.Select(static pair => pair.Manifest).OrderBy(static manifest => AllFiles.ToList().IndexOf(manifest.File))]
            : throw new FormatException($"These are both {twice.Key}: {string.Join(", ", twice.Select(static pair => pair.Path))}.");
    }

    /// <summary>The containers of objects.</summary>
    /// <param name="objects">The objects; of those without containers, none.</param>
    /// <param name="lists"><c>containers</c> or <c>initContainers</c>.</param>
    public static IEnumerable<JsonObject> Containers(IEnumerable<JsonObject> objects, params string[] lists) =>
        from json in objects
        let pod = json["spec"]?["template"]?["spec"]
        where pod is not null
        from list in lists
        from container in pod[list]?.AsArray() ?? []
        select container!.AsObject();

    /// <summary>What an object is called.</summary>
    public static string Identity(JsonObject json) => $"{json["kind"]} {json["metadata"]!["name"]}";

    private static IEnumerable<string> FilesAt(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var found = AllFiles.Select(file => Path.Combine(path, file)).Where(System.IO.File.Exists).ToArray();
        return found.Length > 0 ? found : throw new FormatException($"None of {string.Join(", ", AllFiles)} is in {path}.");
    }

    private static OfficialManifest Read(string path, DateOnly date, ReleaseNumber? number)
    {
        var content = System.IO.File.ReadAllBytes(path);
        var manifest = (Manifest)ManifestReader.ReadBytes(content, path);
        if (manifest is not { Datastore: { } datastore, Variant: { } variant })
        {
            throw new FormatException($"{path} is not a manifest of Calico: no DaemonSet calico-node or canal is in it.");
        }

        var objects = manifest.Documents.Where(static document => document.Resource is not null)
            .Select(static document => CanonicalJson.Stripped(document.ToObject())).ToArray();
        var tag = Containers(objects, "containers").Where(static container => (string?)container["name"] == "calico-node")
            .Select(static container => ((string)container["image"]!).Split(':')[^1]).First();
        if (!ReleaseNumber.TryParse(ReleaseBranch().Replace(tag, "$1.0"), out var named))
        {
            throw new FormatException($"{path} is not the manifest of a release: the image of calico-node names none.");
        }

        var release = new Release(number ?? named, date) { ImageTag = tag };
        return new OfficialManifest(
            OfficialFile.NameOf(datastore, variant), new ManifestKey(release, datastore, variant), objects, OfficialFile.Hashed(content));
    }

    // The images of a release that is in the making are tagged with its branch.
    [GeneratedRegex(@"^release-(v\d+\.\d+)\z")]
    private static partial Regex ReleaseBranch();
}
