using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Cluster.Api;
using CalicoTools.Manifests.Documents;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>
/// Manifests as the objects they want. Of an object that is there twice, the last counts, but never an empty Secret over a filled one.
/// </summary>
internal static class DesiredState
{
    private const string DefinitionKind = "CustomResourceDefinition";
    private const string DefaultNamespace = "default";

    /// <summary>Reads manifests.</summary>
    /// <param name="manifests">The manifests, in the order they would be applied in.</param>
    /// <param name="client">The cluster, which is asked for kinds only it knows.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>The objects, in order.</returns>
    /// <exception cref="ClusterException">The cluster does not know a kind.</exception>
    public static async Task<IReadOnlyList<DesiredObject>> ReadAsync(
        IReadOnlyList<CalicoManifest> manifests, ClusterClient client, CancellationToken cancellation)
    {
        List<(KubernetesResource Resource, JsonObject Json, ApiResource[] Defines)> objects =
        [
            .. manifests.Cast<Manifest>().SelectMany(static manifest => manifest.Documents)
                .Where(static document => document.Resource is not null)
                .Select(static document => (Resource: document.Resource!, Json: ServerFields.Without(document.ToObject())))
                .GroupBy(static item => item.Resource)
                .Select(static same => same.LastOrDefault(static item => !EmptySecret.Is(item.Json), same.Last()))
                .Select(static item => (item.Resource, item.Json, Defined(item.Resource, item.Json))),
        ];
        var resources = objects.ConvertAll(static item => item.Resource);
        HashSet<ApiResource> defined = [.. objects.SelectMany(static item => item.Defines)];
        var kinds = await ResourceKinds.FindAsync(resources, defined, client, cancellation).ConfigureAwait(false);
        var namespaces = resources.Where(static resource => resource.Kind == "Namespace").Select(static resource => resource.Name).ToHashSet();
        return [.. objects.Select(Desired)];

        DesiredObject Desired((KubernetesResource Resource, JsonObject Json, ApiResource[] Defines) item)
        {
            var resource = item.Resource;
            var kind = kinds[(resource.ApiVersion, resource.Kind)];
            var place = kind.IsNamespaced ? resource.Namespace ?? DefaultNamespace : null;
            var isDefinedHere = defined.Contains(kind);
            var phase = Phase(resource, isDefinedHere);
            return new DesiredObject(resource with { Namespace = place }, item.Json, kind.Named(place, resource.Name), phase)
            {
                Defines = item.Defines,
                MayBeAhead = isDefinedHere || (place is not null && namespaces.Contains(place)),
            };
        }
    }

    private static ApplyPhase Phase(KubernetesResource resource, bool isDefinedHere) => resource.Kind switch
    {
        "Namespace" => ApplyPhase.Namespaces,
        "DaemonSet" or "Deployment" or "StatefulSet" or "Job" or "CronJob" or "ReplicaSet" or "Pod" => ApplyPhase.Workloads,
        _ => isDefinedHere ? ApplyPhase.CustomResources : ApplyPhase.Configuration,
    };

    private static ApiResource[] Defined(KubernetesResource resource, JsonObject definition) =>
    [
        .. from version in resource.Kind == DefinitionKind ? definition.Items("spec", "versions") : []
           where version["served"]?.GetValueKind() == JsonValueKind.True
           select new ApiResource(
               $"{definition.Text("spec", "group")}/{version.Text("name")}",
               definition.Text("spec", "names", "plural") ?? "",
               definition.Text("spec", "names", "kind") ?? "",
               definition.Text("spec", "scope") == "Namespaced"),
    ];
}
