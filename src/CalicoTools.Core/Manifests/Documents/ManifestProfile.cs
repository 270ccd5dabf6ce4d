using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Objects;
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
        var agent = CalicoNames.DaemonSets.Select(name => manifest.Find("DaemonSet", name)).FirstOrDefault(static found => found is not null)?.ToObject();
        if (agent is null)
        {
            return new ManifestProfile(null, null, null, secret);
        }

        var pod = agent.Pod();
        var node = pod.Container(CalicoNames.Node);
        return new ManifestProfile(Release(node), StoreOf(node), VariantOf(manifest, pod, node), secret);
    }

    private static string? Release(JsonObject? container) =>
        container.Text("image") is { } image &&
        ReleaseNumber.TryParse(ImageTag.WithoutArchitecture(image.Split('@')[0].Split(':')[^1]), out var number) ? number.ToString() : null;

    private static CalicoDatastore StoreOf(JsonObject? node) =>
        node.Variable("ETCD_ENDPOINTS") is null ? CalicoDatastore.Kubernetes : CalicoDatastore.Etcd;

    private static CalicoVariant? VariantOf(Manifest manifest, JsonObject? pod, JsonObject? node)
    {
        var backend = node.Variable("CALICO_NETWORKING_BACKEND").Text("value")
            ?? manifest.Find("ConfigMap", CalicoNames.ConfigMaps[0])?.ToObject().Text("data", ConfigKey.Backend);
        return
            // With CRDs of projectcalico.org/v3 and webhooks it is none of the variants that are built in.
            manifest.Find("CustomResourceDefinition", "ippools.projectcalico.org") is not null ? null
            : pod.Container(CalicoNames.Flannel) is not null ? CalicoVariant.Canal
            : backend == "none" ? CalicoVariant.PolicyOnly
            : node.Variable("FELIX_BPFENABLED").Text("value") == "true" ? CalicoVariant.Bpf
            : backend == "vxlan" ? CalicoVariant.Vxlan
            : manifest.Find("Deployment", CalicoNames.Typha) is not null ? CalicoVariant.Typha
            : CalicoVariant.Default;
    }

    private static bool HoldsData(JsonObject secret) =>
        secret["data"] is not (null or JsonObject { Count: 0 }) || secret["stringData"] is not (null or JsonObject { Count: 0 });
}
