using System.Text.Json.Nodes;

namespace CalicoTools.ControlPlane.Nodes;

/// <summary>A pod on a fake node.</summary>
public sealed class FakePod
{
    internal FakePod(JsonObject value) => Value = value;

    /// <summary>The pod, as the API server has it.</summary>
    public JsonObject Value { get; }

    public string Namespace => Metadata("namespace");

    public string Name => Metadata("name");

    /// <summary>The name of its node.</summary>
    public string Node => (string)Value["spec"]!["nodeName"]!;

    /// <summary>Its label k8s-app, such as calico-node.</summary>
    public string? App => (string?)Value["metadata"]!["labels"]?["k8s-app"];

    internal string Uid => Metadata("uid");

    internal string Path => $"api/v1/namespaces/{Namespace}/pods/{Name}";

    internal bool IsBeingDeleted => Value["metadata"]!["deletionTimestamp"] is not null;

    internal bool IsReady => (Value["status"]?["conditions"]?.AsArray() ?? []).Any(
        static condition => (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "True");

    internal bool IsOnHostNetwork => (bool?)Value["spec"]!["hostNetwork"] == true;

    /// <summary>Its init containers' names and images, in the order they run in.</summary>
    internal IReadOnlyList<(string Name, string Image)> InitContainers => Containers("initContainers");

    /// <summary>The names and images of its other containers.</summary>
    internal IReadOnlyList<(string Name, string Image)> MainContainers => Containers("containers");

    internal string ImageOf(string container) =>
        InitContainers.Concat(MainContainers).FirstOrDefault(one => one.Name == container).Image ?? "";

    private string Metadata(string name) => (string)Value["metadata"]![name]!;

    private IReadOnlyList<(string Name, string Image)> Containers(string field) =>
    [
        .. (Value["spec"]![field]?.AsArray() ?? []).Select(
            static container => ((string)container!["name"]!, (string?)container["image"] ?? "")),
    ];
}
