using System.Text.Json;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>Finds what a cluster calls kinds in its paths.</summary>
internal static class ResourceKinds
{
    /// <summary>Finds kinds; the cluster is asked only for those that are not the same everywhere.</summary>
    /// <param name="resources">Objects of the kinds.</param>
    /// <param name="defined">The kinds that come with them.</param>
    /// <param name="client">The cluster.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>The kinds, by API version and kind.</returns>
    /// <exception cref="ClusterException">The cluster does not know a kind.</exception>
    public static async Task<IReadOnlyDictionary<(string ApiVersion, string Kind), ApiResource>> FindAsync(
        IEnumerable<KubernetesResource> resources,
        IReadOnlyCollection<ApiResource> defined,
        ClusterClient client,
        CancellationToken cancellation)
    {
        var found = new Dictionary<(string ApiVersion, string Kind), ApiResource>();
        var missing = new List<KubernetesResource>();
        foreach (var resource in resources.DistinctBy(static resource => (resource.ApiVersion, resource.Kind)))
        {
            var key = (resource.ApiVersion, resource.Kind);
            if (ApiResource.Find(resource.ApiVersion, resource.Kind) is { } known)
            {
                found[key] = known;
            }
            else if (defined.FirstOrDefault(kind => (kind.ApiVersion, kind.Kind) == key) is { } own)
            {
                found[key] = own;
            }
            else
            {
                missing.Add(resource);
            }
        }

        var asked = await Task.WhenAll(missing.Select(static resource => resource.ApiVersion).Distinct()
            .Select(version => ServedAsync(version, client, cancellation))).ConfigureAwait(false);
        foreach (var resource in missing)
        {
            found[(resource.ApiVersion, resource.Kind)] = asked.SelectMany(static kinds => kinds)
                .FirstOrDefault(kind => kind.ApiVersion == resource.ApiVersion && kind.Kind == resource.Kind)
                ?? throw ApplyErrors.KindUnknown(resource);
        }

        return found;
    }

    /// <summary>Asks which kinds a cluster serves.</summary>
    /// <param name="apiVersion">Their group and version.</param>
    /// <param name="client">The cluster.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>The kinds; none when the cluster does not know the group.</returns>
    public static async Task<IReadOnlyList<ApiResource>> ServedAsync(
        string apiVersion, ClusterClient client, CancellationToken cancellation)
    {
        var root = apiVersion.Contains('/', StringComparison.Ordinal) ? "/apis" : "/api";
        var answer = await client.FindAsync($"{root}/{apiVersion}", cancellation).ConfigureAwait(false);
        return
        [
            .. answer.Items("resources")
                .Where(static kind => kind.Text("name") is { } name && !name.Contains('/', StringComparison.Ordinal))
                .Select(kind => new ApiResource(
                    apiVersion, kind.Text("name")!, kind.Text("kind") ?? "", kind["namespaced"]?.GetValueKind() == JsonValueKind.True)),
        ];
    }
}
