using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

/// <summary>A manifest upstream publishes, by the name of its file.</summary>
internal sealed record PublishedManifest(string File, CalicoDatastore Datastore, CalicoVariant Variant)
{
    public static IReadOnlyList<PublishedManifest> All { get; } =
    [
        new("calico-etcd.yaml", CalicoDatastore.Etcd, CalicoVariant.Default),
        new("calico.yaml", CalicoDatastore.Kubernetes, CalicoVariant.Default),
        new("calico-typha.yaml", CalicoDatastore.Kubernetes, CalicoVariant.Typha),
        new("calico-vxlan.yaml", CalicoDatastore.Kubernetes, CalicoVariant.Vxlan),
        new("calico-bpf.yaml", CalicoDatastore.Kubernetes, CalicoVariant.Bpf),
        new("calico-policy-only.yaml", CalicoDatastore.Kubernetes, CalicoVariant.PolicyOnly),
        new("canal.yaml", CalicoDatastore.Kubernetes, CalicoVariant.Canal),
    ];

    public static PublishedManifest Named(string file) => All.Single(published => published.File == file);

    /// <summary>It, as it is built in.</summary>
    public Manifest Of(Release release) => (Manifest)BuiltInManifests.Create(release, Datastore, Variant);
}
