namespace CalicoTools.Shared;

/// <summary>
/// The folder with official manifests: the one CALICOTOOLS_REFERENCE names, otherwise <c>shared</c> beside the checkout. Official
/// manifests are no part of this project, so a checkout may be without them: then the tests that read them are reported as not run.
/// </summary>
public static class ReferenceFolder
{
    public const string Absent =
        "The official manifests are not here. Set CALICOTOOLS_REFERENCE to a folder with manifests/RELEASE/calico.yaml and so on.";

    private static readonly string s_path = Environment.GetEnvironmentVariable("CALICOTOOLS_REFERENCE") is { Length: > 0 } named
        ? named
        : Repository.At("..", "shared");

    /// <summary>Whether the tests that need it are run.</summary>
    public static bool IsPresent => Directory.Exists(Path.Combine(s_path, "manifests"));

    public static string Manifest(string release, string file) => Path.Combine(s_path, "manifests", release, file);

    /// <summary>
    /// All files of the folder, as release and file name, those of a release that is still to come among them. Where they are absent it is
    /// one that does not exist, since a test without cases would fail instead of being reported as not run.
    /// </summary>
    public static IReadOnlyList<(string Release, string File)> Files { get; } = Directory.Exists(Path.Combine(s_path, "manifests"))
        ? [.. Directory.GetDirectories(Path.Combine(s_path, "manifests"))
            .SelectMany(static folder => Directory.GetFiles(folder, "*.yaml"))
            .Select(static file => (Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileName(file)))
            .Order()]
        : [("absent", "absent")];

    /// <summary>The manifests of Calico among them, of releases that are published.</summary>
    public static IReadOnlyList<(string Release, string File)> Manifests { get; } =
        [.. Files.Where(static file => file.Release is ['v', ..] or "absent").Where(static file => !IsForAnotherTool(file.File))];

    /// <summary>
    /// Of these the first and the last of each minor release, for what takes long: those in between differ little. All in the long lane.
    /// </summary>
    public static IReadOnlyList<(string Release, string File)> Sample { get; } =
        Environment.GetEnvironmentVariable("CALICOTOOLS_LONG") == "1"
            ? Manifests
            : [.. Manifests.GroupBy(static file => (file.File, Minor: file.Release[..(file.Release.LastIndexOf('.') + 1)]))
                .SelectMany(static same => new[] { same.First(), same.Last() }).Distinct()];

    // What comes along: the operator, its resources, the API server, CRDs alone.
    private static bool IsForAnotherTool(string file) =>
        file is "apiserver.yaml" or "calico-v3-crds.yaml" or "custom-resources.yaml" or "tigera-operator.yaml";
}
