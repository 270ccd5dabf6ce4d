using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Comparison;

/// <summary>
/// Compares two states of a Kubernetes object, whether written in a manifest or read from a cluster. What only the API server writes
/// (status, managed fields, resource version and the like) is passed over, as are descriptions in schemas and the version of the tool that
/// generated them.
/// </summary>
internal static class ObjectComparison
{
    private static readonly string[] s_serverMetadata =
        ["managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink"];

    private static readonly string[] s_passedOver =
    [
        "kubectl.kubernetes.io/last-applied-configuration",
        "deployment.kubernetes.io/revision",
        "deprecated.daemonset.template.generation",
        "controller-gen.kubebuilder.io/version",
    ];

    /// <summary>Compares two states.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="old">The object as it was; null when it was not there.</param>
    /// <param name="next">The object as it is; null when it is not there.</param>
    /// <returns>
    /// What differs; nothing secret is in it. Of an object that is there on one side only, one change with an empty path.
    /// </returns>
    public static IReadOnlyList<FieldChange> Compare(KubernetesResource resource, JsonObject? old, JsonObject? next) => (old, next) switch
    {
        (null, null) => [],
        (null, not null) => [new FieldChange(resource, "", FieldChangeKind.Added, null, resource.ApiVersion)],
        (not null, null) => [new FieldChange(resource, "", FieldChangeKind.Removed, resource.ApiVersion, null)],
        _ => [.. ComparedField.Changes(resource, "", Read(old), Read(next))],
    };

    private static ComparedField Read(JsonObject json)
    {
        var written = WithoutServerFields(json);
        return Read("", written, SecretMasking.Mask(written));
    }

    private static JsonObject WithoutServerFields(JsonObject json)
    {
        var written = json.DeepClone().AsObject();
        written.Remove("status");
        if (written["metadata"] is JsonObject metadata)
        {
            Array.ForEach(s_serverMetadata, field => metadata.Remove(field));
            if (metadata["annotations"] is JsonObject annotations)
            {
                Array.ForEach(s_passedOver, name => annotations.Remove(name));
                if (annotations.Count == 0)
                {
                    metadata.Remove("annotations");
                }
            }
        }

        return written;
    }

    private static ComparedField Read(string field, JsonNode? value, JsonNode? shown) => value switch
    {
        JsonObject schema when field == "openAPIV3Schema" => SchemaFields.Of(schema),
        JsonObject mapping => new ComparedField(null, shown, Members(mapping, (JsonObject)shown!)),
        JsonArray items when field == "rules" && items.Any(static item => (item as JsonObject)?["verbs"] is not null) =>
            new ComparedField(null, shown, Grants(items)),
        JsonArray items when ListItems.Keys(field, items) is { } keys => new ComparedField(
            null, shown, keys.Index().Select(key => (key.Item.Key, key.Item.Step, Item(field, items, (JsonArray)shown!, key.Index)))),
        JsonArray items when items.Any(static item => item is JsonObject) => new ComparedField(
            null, shown, items.Select((_, index) => ($"{index}", $"[{index}]", Item(field, items, (JsonArray)shown!, index)))),
        JsonValue when value.Text() is { } text && ConfigurationText.TryRead(text) is { } read =>
            new ComparedField(value, shown, Members(read, SecretMasking.Mask(read))),
        _ => new ComparedField(value, shown),
    };

    private static ComparedField Item(string field, JsonArray items, JsonArray shown, int index) =>
        Read($"{field}[]", items[index], shown[index]);

    // What is null is not there, for Kubernetes.
    private static IEnumerable<(string Key, string Step, ComparedField Field)> Members(JsonObject mapping, JsonObject shown) =>
        from entry in mapping
        where entry.Value is not null
        select (entry.Key, Step(entry.Key), Read(entry.Key, entry.Value, shown[entry.Key]));

    private static IEnumerable<(string Key, string Step, ComparedField Field)> Grants(JsonArray rules) =>
        from grant in RoleGrants.Of(rules)
        select (grant.Resource, $"[{grant.Resource}]", new ComparedField(grant.Verbs, grant.Verbs));

    // The schema stands below two keys that say the same.
    private static string Step(string key) =>
        key == "openAPIV3Schema" ? "" : key.AsSpan().ContainsAny("./[") ? $"[{key}]" : $".{key}";
}
