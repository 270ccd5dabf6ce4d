using System.Text.Json.Nodes;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Releases.Adding;

/// <summary>An official manifest of the release that is added.</summary>
/// <param name="File">The name upstream gives it.</param>
/// <param name="Edition">What it is.</param>
/// <param name="Objects">Its objects in order, definitions without descriptions.</param>
internal sealed record OfficialManifest(string File, Edition Edition, IReadOnlyList<JsonObject> Objects)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="date">The day the release was tagged.</param>
    /// <param name="number">The release; null takes the one its images name.</param>
    public static OfficialManifest Read(string path, DateOnly date, ReleaseNumber? number)
    {
        var manifest = (Manifest)ManifestReader.ReadFile(Path.GetFullPath(path));
        if (manifest is not { Datastore: { } datastore, Variant: { } variant, Version: { } tag })
        {
            throw new FormatException($"{path} is not a manifest of Calico: no calico-node with an image of a release is in it.");
        }

        var release = new Release(number ?? ReleaseNumber.Parse(tag), date);
        var objects = manifest.Documents.Where(static document => document.Resource is not null)
            .Select(static document => CanonicalJson.Stripped(document.ToObject())).ToArray();
        return new OfficialManifest(Path.GetFileName(path), new Edition(release, datastore, variant), objects);
    }

    /// <summary>What an object is called.</summary>
    public static string Identity(JsonObject json) => $"{json["kind"]} {json["metadata"]!["name"]}";
}
