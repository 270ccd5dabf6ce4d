using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Cluster.Api;
using CalicoTools.Manifests.Documents;
using CalicoTools.Objects;
using CalicoTools.Releases;

namespace CalicoTools.Cluster.Update;

/// <summary>The Calico that is installed, as a manifest would make it.</summary>
/// <param name="Manifest">Its objects that hold settings.</param>
/// <param name="Release">Its release.</param>
internal sealed record InstalledCalico(Manifest Manifest, ReleaseNumber Release)
{
    // Of each pair a cluster has one; Typha is only told apart by its Deployment.
    private static readonly (string ApiVersion, string Kind, string Name, string Content)[] s_objects =
    [
        ("v1", "ConfigMap", "calico-config", "data"),
        ("v1", "ConfigMap", "canal-config", "data"),
        ("apps/v1", "DaemonSet", "calico-node", "spec"),
        ("apps/v1", "DaemonSet", "canal", "spec"),
        ("apps/v1", "Deployment", "calico-kube-controllers", "spec"),
        ("apps/v1", "Deployment", "calico-typha", "spec"),
    ];

    /// <summary>Reads it.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What is installed.</returns>
    /// <exception cref="ClusterException">Nothing is, or nobody can tell what.</exception>
    public static async Task<InstalledCalico> ReadAsync(ClusterClient client, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(s_objects.Select(item => client.FindAsync(
            ApiResource.Of(item.ApiVersion, item.Kind).Named(CalicoNames.Namespace, item.Name), cancellation))).ConfigureAwait(false);
        JsonObject[] plain =
        [
            .. s_objects.Zip(found).Where(static pair => pair.Second is not null).Select(static pair => Plain(pair.First, pair.Second!)),
        ];
        var agent = plain.FirstOrDefault(static item => item.Text("kind") == "DaemonSet")
            ?? throw UpdateErrors.NotInstalled(client.Endpoint.ToString());
        var manifest = Manifest.FromObjects("the cluster", plain);
        return ReleaseNumber.TryParse(manifest.Version, out var release)
            ? new InstalledCalico(manifest, release)
            : throw UpdateErrors.ReleaseUnknown(agent.Items("spec", "template", "spec", "containers").FirstOrDefault().Text("image") ?? "");
    }

    private static JsonObject Plain((string ApiVersion, string Kind, string Name, string Content) kind, JsonObject live) => new()
    {
        ["apiVersion"] = kind.ApiVersion,
        ["kind"] = kind.Kind,
        ["metadata"] = new JsonObject { ["name"] = kind.Name, ["namespace"] = CalicoNames.Namespace },
        [kind.Content] = live.Find(kind.Content)?.DeepClone(),
    };
}
