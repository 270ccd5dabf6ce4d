using System.Text.Json.Nodes;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Documents;

/// <summary>What a manifest is, told by its objects.</summary>
/// <param name="Version">The release its images name.</param>
/// <param name="Datastore">The datastore it is written for.</param>
/// <param name="Variant">The variant; null for one that is not built in.</param>
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
        var node = containers.Find(static container => container["name"].AsText() == "calico-node");
        return new ManifestProfile(Release(node), StoreOf(node), VariantOf(manifest, containers, node), secret);
    }

    private static string? Release(JsonObject? container) =>
        container?["image"].AsText() is { } image &&
        ReleaseNumber.TryParse(ImageTag.WithoutArchitecture(image.Split('@')[0].Split(':')[^1]), out var number) ? number.ToString() : null;

    private static CalicoDatastore StoreOf(JsonObject? node) =>
        Environment(node, "ETCD_ENDPOINTS") is null ? CalicoDatastore.Kubernetes : CalicoDatastore.Etcd;

    private static CalicoVariant? VariantOf(Manifest manifest, List<JsonObject> containers, JsonObject? node)
    {
        var backend = Environment(node, "CALICO_NETWORKING_BACKEND")?["value"].AsText()
            ?? (manifest.Find("ConfigMap", "calico-config")?.ToObject()["data"] as JsonObject)?["calico_backend"].AsText();
        return
            // With CRDs of projectcalico.org/v3 and webhooks it is none of the variants that are built in.
            manifest.Find("CustomResourceDefinition", "ippools.projectcalico.org") is not null ? null
            : containers.Exists(static container => container["name"].AsText() == "kube-flannel") ? CalicoVariant.Canal
            : backend == "none" ? CalicoVariant.PolicyOnly
            : Environment(node, "FELIX_BPFENABLED")?["value"].AsText() == "true" ? CalicoVariant.Bpf
            : backend == "vxlan" ? CalicoVariant.Vxlan
            : manifest.Find("Deployment", "calico-typha") is not null ? CalicoVariant.Typha
            : CalicoVariant.Default;
    }

    private static JsonObject? Environment(JsonObject? container, string name) =>
        container is null ? null : Items(container, "env").Find(item => item["name"].AsText() == name);

    private static bool HoldsData(JsonObject secret) =>
        secret["data"] is not (null or JsonObject { Count: 0 }) || secret["stringData"] is not (null or JsonObject { Count: 0 });

    private static List<JsonObject> Items(JsonNode from, params ReadOnlySpan<string> path)
    {
        JsonNode? node = from;
        foreach (var step in path)
        {
            node = (node as JsonObject)?[step];
        }

        return node is JsonArray items ? [.. items.OfType<JsonObject>()] : [];
    }
}
