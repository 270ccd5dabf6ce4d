using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Calico;

/// <summary>What a container finds at a path.</summary>
/// <param name="Exists">Whether a file can be there: something is mounted, and where it is a Secret, that path of it.</param>
/// <param name="Secret">The Secret it comes from; null for other volumes.</param>
/// <param name="Key">The Secret's key it comes from; null for other volumes.</param>
internal sealed record MountedFile(bool Exists, string? Secret = null, string? Key = null)
{
    /// <summary>Finds what is at a path.</summary>
    /// <param name="pod">The container's pod: the specification.</param>
    /// <param name="container">The container.</param>
    /// <param name="path">An absolute path in it.</param>
    /// <returns>What is there. A name that a Secret's volume does not list could still be a key of it.</returns>
    public static MountedFile At(JsonObject pod, JsonObject container, string path)
    {
        var mount = Mounts(container).Where(mount => Covers(mount.Folder, path)).OrderByDescending(static mount => mount.Folder.Length)
            .FirstOrDefault();
        if (mount.Volume is null)
        {
            return new(Exists: false);
        }

        var inside = path.Length == mount.Folder.Length ? mount.SubPath : Joined(mount.SubPath, path[(mount.Folder.Length + 1)..]);
        var sources = Secrets(pod, mount.Volume).ToArray();
        if (sources.Length == 0)
        {
            return new(Exists: true);
        }

        var found = sources.FirstOrDefault(source => source.KeyAt(inside) is not null);
        return found is null ? new(Exists: false, sources[0].Name) : new(Exists: true, found.Name, found.KeyAt(inside));
    }

    /// <summary>Finds where a container has a key of a Secret.</summary>
    /// <param name="pod">The container's pod: the specification.</param>
    /// <param name="container">The container.</param>
    /// <param name="secret">The Secret's name.</param>
    /// <param name="key">The key.</param>
    /// <returns>The file's path; null where the key is not mounted.</returns>
    public static string? PathOf(JsonObject pod, JsonObject container, string secret, string key) =>
        (from mount in Mounts(container)
         where mount.SubPath.Length == 0
         from source in Secrets(pod, mount.Volume)
         where source.Name == secret
         let path = source.PathOf(key)
         where path is not null
         select $"{mount.Folder}/{path}").FirstOrDefault();

    private static bool Covers(string folder, string path) =>
        path == folder || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/');

    private static string Joined(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static IEnumerable<(string Volume, string Folder, string SubPath)> Mounts(JsonObject container) =>
        from mount in container.Items("volumeMounts")
        let volume = mount.Text("name")
        let folder = mount.Text("mountPath")
        where volume is not null && folder is not null
        select (volume, folder.TrimEnd('/'), mount.Text("subPath") ?? "");

    private static IEnumerable<SecretSource> Secrets(JsonObject pod, string volume) =>
        from item in pod.Items("volumes")
        where item.Text("name") == volume
        from source in new[] { SecretSource.Of(item["secret"], "secretName") }
            .Concat(item.Items("projected", "sources").Select(static source => SecretSource.Of(source["secret"], "name")))
        where source is not null
        select source;

    private sealed record SecretSource(string Name, IReadOnlyList<(string Key, string Path)>? Listed)
    {
        public static SecretSource? Of(JsonNode? json, string nameField) => json is JsonObject secret && secret[nameField].Text() is { } name
            ? new(name, secret["items"] is JsonArray items ? [.. items.OfType<JsonObject>().Select(Item)] : null)
            : null;

        public string? KeyAt(string path) => Listed is null
            ? (path.Length > 0 && !path.Contains('/', StringComparison.Ordinal) ? path : null)
            : Listed.FirstOrDefault(item => item.Path == path).Key;

        public string? PathOf(string key) => Listed is null ? key : Listed.FirstOrDefault(item => item.Key == key).Path;

        private static (string Key, string Path) Item(JsonObject item) => (item.Text("key") ?? "", item.Text("path") ?? "");
    }
}
