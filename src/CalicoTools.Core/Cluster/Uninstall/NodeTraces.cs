using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Uninstall;

/// <summary>What Calico has written on a node's object.</summary>
/// <param name="Node">The node.</param>
/// <param name="Annotations">The annotations it made.</param>
/// <param name="Condition">The reason it gave for whether the network is available; null when it gave none.</param>
internal sealed record NodeTraces(KubernetesResource Node, IReadOnlyList<KeyValuePair<string, string>> Annotations, string? Condition)
{
    private const string Prefix = "projectcalico.org/";
    private const string NetworkUnavailable = "NetworkUnavailable";

    /// <summary>Whether there are any.</summary>
    public bool Exist => Annotations.Count > 0 || Condition is not null;

    /// <summary>The fields that go.</summary>
    public IReadOnlyList<FieldChange> Changes =>
    [
        .. Annotations.Select(annotation => new FieldChange(
            Node, $"metadata.annotations[{annotation.Key}]", FieldChangeKind.Removed, annotation.Value, null)),
        .. Condition is null
            ? Array.Empty<FieldChange>()
            : [new FieldChange(Node, $"status.conditions[{NetworkUnavailable}]", FieldChangeKind.Removed, Condition, null)],
    ];

    /// <summary>Finds the traces on a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The traces.</returns>
    public static NodeTraces Of(JsonObject node) => new(
        new KubernetesResource("v1", "Node", null, node.Name()),
        [
            .. (node.Find("metadata", "annotations") as JsonObject ?? [])
                .Where(static annotation => annotation.Key.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(static annotation => KeyValuePair.Create(annotation.Key, annotation.Value.Text() ?? "")),
        ],
        node.Condition(NetworkUnavailable).Text("reason") is ("CalicoIsUp" or "CalicoIsDown") and var reason ? reason : null);

    /// <summary>The patch that takes the annotations off.</summary>
    /// <returns>A merge patch of the node.</returns>
    public JsonObject WithoutAnnotations() => new()
    {
        ["metadata"] = new JsonObject
        {
            ["annotations"] = new JsonObject(Annotations.Select(static annotation => KeyValuePair.Create(annotation.Key, (JsonNode?)null))),
        },
    };

    /// <summary>The patch that takes the condition off.</summary>
    /// <returns>A strategic patch of the node's status.</returns>
    public static JsonObject WithoutCondition() => new()
    {
        ["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = NetworkUnavailable, ["$patch"] = "delete" }),
        },
    };
}
