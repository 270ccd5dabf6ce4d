using System.Text.Json.Nodes;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Documents;

/// <summary>What a manifest is, told by its objects.</summary>
/// <param name="Version">The release its images name.</param>
/// <param name="Datastore">The datastore it is written for.</param>
/// <param name="Variant">The shape it is written in.</param>
/// <param name="HasSecretData">Whether a Secret in it holds data.</param>
internal sealed record ManifestProfile(string? Version, CalicoDatastore? Datastore, CalicoVariant? Variant, bool HasSecretData)
{
    /// <summary>Looks at a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <returns>What it is.</returns>
    public static ManifestProfile Of(Manifest manifest)
    {
        var secret = manifest.Documents.Any(static document => document.Resource?.Kind == "Secret" && HoldsData(document.ToObject()));
        var agent = (manifest.Find("DaemonSet", "calico-node") ?? manifest.Find("DaemonSet", "canal"))?.ToObject();
        if (agent is null)
        {
            return new ManifestProfile(null, null, null, secret);
        }

        var containers = Items(agent, "spec", "template", "spec", "containers");
        var node = containers.Find(static container => (string?)container["name"] == "calico-node");
        return new ManifestProfile(Release(node), StoreOf(node), Shape(manifest, containers, node), secret);
    }

    private static string? Release(JsonNode? container) =>
        ReleaseNumber.TryParse(((string?)container?["image"])?.Split('@')[0].Split(':')[^1], out var number) ? number.ToString() : null;

    private static CalicoDatastore StoreOf(JsonNode? node) =>
        Environment(node, "ETCD_ENDPOINTS") is null ? CalicoDatastore.Kubernetes : CalicoDatastore.Etcd;

    private static CalicoVariant Shape(Manifest manifest, List<JsonNode> containers, JsonNode? node)
    {
        var backend = (string?)Environment(node, "CALICO_NETWORKING_BACKEND")?["value"]
            ?? (string?)manifest.Find("ConfigMap", "calico-config")?.ToObject()["data"]?["calico_backend"];
        return
            containers.Exists(static container => (string?)container["name"] == "kube-flannel") ? CalicoVariant.Canal
            : backend == "none" ? CalicoVariant.PolicyOnly
            : (string?)Environment(node, "FELIX_BPFENABLED")?["value"] == "true" ? CalicoVariant.Bpf
            : backend == "vxlan" ? CalicoVariant.Vxlan
            : manifest.Find("Deployment", "calico-typha") is not null ? CalicoVariant.Typha
            : CalicoVariant.Default;
    }

    private static JsonNode? Environment(JsonNode? container, string name) =>
        container is null ? null : Items(container, "env").Find(item => (string?)item["name"] == name);

    private static bool HoldsData(JsonObject secret) =>
        secret["data"] is not (null or JsonObject { Count: 0 }) || secret["stringData"] is not (null or JsonObject { Count: 0 });

    private static List<JsonNode> Items(JsonNode from, params ReadOnlySpan<string> path)
    {
        JsonNode? node = from;
        foreach (var step in path)
        {
            node = (node as JsonObject)?[step];
        }

        return node is JsonArray items ? [.. items.OfType<JsonNode>()] : [];
    }
}
