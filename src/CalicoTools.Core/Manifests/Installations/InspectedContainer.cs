using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Installations;

/// <summary>A container of a workload.</summary>
/// <param name="Workload">Its DaemonSet or Deployment.</param>
/// <param name="List">The list it is in.</param>
/// <param name="Name">Its name.</param>
internal sealed record InspectedContainer(InspectedObject Workload, string List, string Name)
{
    private static readonly string[] s_workloads = ["DaemonSet", "Deployment"];
    private static readonly string[] s_lists = ["initContainers", "containers"];

    /// <summary>The way to it.</summary>
    public string[] Path => ["spec", "template", "spec", List, Name];

    /// <summary>Its image; null when it names none.</summary>
    public string? Image => Workload.FindText([.. Path, "image"]);

    /// <summary>Its environment variables, in order.</summary>
    public IEnumerable<JsonObject> Variables => Workload.Find([.. Path, "env"]).Items();

    /// <summary>A whole number of it.</summary>
    /// <param name="path">The way to it.</param>
    /// <returns>The number; null when there is none.</returns>
    public long? Number(params ReadOnlySpan<string> path) => Workload.Find([.. Path, .. path]).Number();

    /// <summary>A whole number of its pod.</summary>
    /// <param name="path">The way to it.</param>
    /// <returns>The number; null when there is none.</returns>
    public long? PodNumber(params ReadOnlySpan<string> path) => Workload.Pod.Number(path);

    /// <summary>All containers of an installation.</summary>
    /// <param name="installation">The installation.</param>
    /// <returns>The containers, in order.</returns>
    public static IEnumerable<InspectedContainer> Of(Installation installation) =>
        from workload in s_workloads.SelectMany(installation.OfKind)
        from list in s_lists
        from container in workload.Pod.Items(list)
        let name = container.Text("name")
        where name is not null
        select new InspectedContainer(workload, list, name);

    /// <summary>Whether it takes a variable from a key of a ConfigMap.</summary>
    /// <param name="map">The ConfigMap.</param>
    /// <param name="key">The key.</param>
    /// <returns>True when it does.</returns>
    public bool Reads(KubernetesResource map, string key) => Variables.Any(variable =>
        (variable["valueFrom"] as JsonObject)?["configMapKeyRef"] is JsonObject reference &&
        reference.Text("name") == map.Name && reference.Text("key") == key);

    /// <summary>What it finds at a path.</summary>
    /// <param name="path">An absolute path in it.</param>
    /// <returns>What is mounted there.</returns>
    public MountedFile FileAt(string path) =>
        Workload.Pod is { } pod && Workload.Find(Path) is JsonObject container
            ? MountedFile.At(pod, container, path)
            : new(Exists: false);

    /// <summary>Reports something seen in the environment.</summary>
    /// <param name="what">What was seen.</param>
    /// <param name="variable">The variable.</param>
    /// <returns>The evidence.</returns>
    public Evidence ReportVariable(string what, string variable) => Workload.Report($"{Name}: {what}", [.. Path, "env", variable, "value"]);
}
