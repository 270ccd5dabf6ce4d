using System.Text.Json.Nodes;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Manifests.Rules;

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
    public IEnumerable<JsonObject> Variables => (Workload.Find([.. Path, "env"]) as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>All containers of an installation.</summary>
    /// <param name="installation">The installation.</param>
    /// <returns>The containers, in order.</returns>
    public static IEnumerable<InspectedContainer> Of(Installation installation) =>
        from workload in s_workloads.SelectMany(installation.OfKind)
        from list in s_lists
        from container in workload.Find("spec", "template", "spec", list) as JsonArray ?? []
        let name = (container as JsonObject)?["name"].AsText()
        where name is not null
        select new InspectedContainer(workload, list, name);

    /// <summary>Reports something seen in the environment.</summary>
    /// <param name="what">What was seen.</param>
    /// <param name="variable">The variable.</param>
    /// <returns>The sighting.</returns>
    public Sighting SeeVariable(string what, string variable) => Workload.See($"{Name}: {what}", [.. Path, "env", variable, "value"]);
}
