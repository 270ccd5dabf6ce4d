using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Calico;

/// <summary>Reads the pods that workloads make. What is not there reads as nothing.</summary>
internal static class PodTemplate
{
    /// <summary>The specification of a workload's pods.</summary>
    /// <param name="workload">The DaemonSet or Deployment.</param>
    /// <returns>The specification; null when there is none.</returns>
    public static JsonObject? Pod(this JsonNode? workload) => workload.Find("spec", "template", "spec") as JsonObject;

    /// <summary>The containers of a pod, those that initialise it first.</summary>
    /// <param name="pod">The pod's specification.</param>
    /// <returns>The containers, in order.</returns>
    public static IEnumerable<JsonObject> Containers(this JsonNode? pod) => pod.Items("initContainers").Concat(pod.Items("containers"));

    /// <summary>A container of a pod, of whichever list.</summary>
    /// <param name="pod">The pod's specification.</param>
    /// <param name="name">The container's name.</param>
    /// <returns>The container; null when there is none.</returns>
    public static JsonObject? Container(this JsonNode? pod, string name) => pod.Containers().FirstOrDefault(container => container.Text("name") == name);

    /// <summary>A volume of a pod.</summary>
    /// <param name="pod">The pod's specification.</param>
    /// <param name="name">The volume's name.</param>
    /// <returns>The volume; null when there is none.</returns>
    public static JsonObject? Volume(this JsonNode? pod, string name) => pod.Items("volumes").FirstOrDefault(volume => volume.Text("name") == name);

    /// <summary>An environment variable of a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="name">The variable's name.</param>
    /// <returns>The variable; of several with that name the last, which is the one that counts. Null when there is none.</returns>
    public static JsonObject? Variable(this JsonNode? container, string name) => container.Items("env").LastOrDefault(variable => variable.Text("name") == name);
}
