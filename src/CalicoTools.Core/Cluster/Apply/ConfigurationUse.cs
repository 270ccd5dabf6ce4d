using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>Which Secrets and ConfigMaps pods use.</summary>
internal static class ConfigurationUse
{
    private static readonly Dictionary<string, (string Kind, string Name)> s_references = new(StringComparer.Ordinal)
    {
        ["configMapKeyRef"] = ("ConfigMap", "name"),
        ["configMapRef"] = ("ConfigMap", "name"),
        ["configMap"] = ("ConfigMap", "name"),
        ["secretKeyRef"] = ("Secret", "name"),
        ["secretRef"] = ("Secret", "name"),
        ["secret"] = ("Secret", "secretName"),
    };

    /// <summary>What the pods of a workload use.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>Kind, namespace and name of each.</returns>
    public static IEnumerable<(string Kind, string Namespace, string Name)> Of(JsonObject workload) =>
        References(workload.Pod())
            .Select(reference => (reference.Kind, workload.Namespace(), reference.Name))
            .Distinct();

    /// <summary>The Secrets without which the pods of a workload do not start.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>Their names.</returns>
    public static IEnumerable<string> RequiredSecrets(JsonObject workload) =>
        References(workload.Pod())
            .Where(static reference => reference is { Kind: "Secret", IsOptional: false })
            .Select(static reference => reference.Name)
            .Distinct();

    /// <summary>What an object is called in references.</summary>
    /// <param name="json">The object.</param>
    /// <returns>Kind, namespace and name.</returns>
    public static (string Kind, string Namespace, string Name) Identity(JsonObject json) =>
        (json.Text("kind") ?? "", json.Namespace(), json.Name());

    private static IEnumerable<(string Kind, string Name, bool IsOptional)> References(JsonNode? node) => node switch
    {
        JsonObject mapping => mapping.SelectMany(static entry => References(entry.Key, entry.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static IEnumerable<(string Kind, string Name, bool IsOptional)> References(string key, JsonNode? value) =>
        s_references.TryGetValue(key, out var form) && value.Text(form.Name) is { } name
            ? [(form.Kind, name, value.Find("optional")?.GetValueKind() == System.Text.Json.JsonValueKind.True)]
            : References(value);
}
