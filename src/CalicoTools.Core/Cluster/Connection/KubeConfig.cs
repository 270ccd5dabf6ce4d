using System.Text.Json.Nodes;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Cluster.Connection;

/// <summary>
/// Kubeconfigs, read as one as kubectl does: of what several have, the first counts; paths are relative to the file they are in.
/// </summary>
internal sealed class KubeConfig
{
    private readonly IReadOnlyList<(string Path, JsonObject Content)> _files;

    private KubeConfig(IReadOnlyList<(string Path, JsonObject Content)> files) => _files = files;

    /// <summary>The current context; null when none is chosen.</summary>
    public string? CurrentContext =>
        _files.Select(static file => Text(file.Content["current-context"])).FirstOrDefault(static name => !string.IsNullOrEmpty(name));

    /// <summary>The contexts' names, in order.</summary>
    public IReadOnlyList<string> Contexts =>
        [.. _files.SelectMany(static file => Named(file.Content, "contexts")).Select(static item => item.Name).Distinct()];

    /// <summary>Reads files.</summary>
    /// <param name="paths">Their paths.</param>
    /// <returns>The kubeconfig.</returns>
    /// <exception cref="ClusterException">One cannot be read.</exception>
    public static KubeConfig Read(IEnumerable<string> paths) => new([.. paths.Select(static path => (path, ReadFile(path)))]);

    /// <summary>Finds a context, a cluster or a user.</summary>
    /// <param name="list">Their list: <c>contexts</c>, <c>clusters</c>, <c>users</c>.</param>
    /// <param name="part">What they hold: <c>context</c>, <c>cluster</c>, <c>user</c>.</param>
    /// <param name="name">The name.</param>
    /// <returns>It, and the folder its paths are relative to; null when there is none.</returns>
    public (JsonObject Value, string Folder)? Find(string list, string part, string name)
    {
        foreach (var (path, content) in _files)
        {
            if (Named(content, list).FirstOrDefault(item => item.Name == name).Value is { } found)
            {
                return (found[part] as JsonObject ?? [], Path.GetDirectoryName(path)!);
            }
        }

        return null;
    }

    /// <summary>A text, whatever kind of scalar it was written as.</summary>
    /// <param name="node">The value.</param>
    /// <returns>The text; null when there is none.</returns>
    public static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;

    private static IEnumerable<(string Name, JsonObject Value)> Named(JsonObject content, string list) =>
        (content[list] as JsonArray ?? []).OfType<JsonObject>().Select(static item => (Text(item["name"]) ?? "", item));

    private static JsonObject ReadFile(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw KubeConfigErrors.Unreadable(path, error);
        }
        catch (ManifestException error)
        {
            throw KubeConfigErrors.Malformed(path, error.Message, error);
        }
    }

    private static JsonObject Parse(string path, string text)
    {
        var parts = DocumentSplitter.Split(path, text)
            .Where(static part => DocumentSplitter.FirstContent(part.Text.AsSpan(DocumentSplitter.Content(part))) >= 0)
            .ToList();
        return parts switch
        {
            [] => [],
            [var only] when TreeReader.Read(only, DocumentSplitter.Content(only)) is YamlMapping root => NodeObjects.ToObject(root),
            _ => throw KubeConfigErrors.Malformed(path, "it is not one YAML mapping."),
        };
    }
}
