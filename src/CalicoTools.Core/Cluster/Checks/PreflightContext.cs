using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Etcd;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Installations;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Checks;

/// <summary>A cluster, and what is to be applied to it.</summary>
internal sealed class PreflightContext
{
    /// <summary>Puts cluster and manifests together.</summary>
    /// <param name="facts">What the cluster says of itself.</param>
    /// <param name="manifests">What is to be applied.</param>
    /// <param name="now">The time at which certificates are to be valid.</param>
    public PreflightContext(ClusterFacts facts, IReadOnlyList<CalicoManifest> manifests, DateTimeOffset now)
    {
        Facts = facts;
        Inspected = WithSecret(manifests, facts.EtcdSecret);

        // A range counts only while there is no pool.
        Planned = new Installation(Inspected, TargetEnvironment.Of(now, facts.Pools.Count == 0 ? ClusterRange.OfServices(facts) : []));
        Variant = manifests.Select(static manifest => manifest.Variant).LastOrDefault(static variant => variant is not null);
        Datastore = manifests.Select(static manifest => manifest.Datastore).LastOrDefault(static datastore => datastore is not null);
        var agents = Planned.Objects.Where(static item => item.Resource.Kind == "DaemonSet" && CalicoNames.DaemonSets.Contains(item.Resource.Name));
        Agent = agents.FirstOrDefault()?.Resource;
        var installed = facts.DaemonSets.FirstOrDefault(set => set.Namespace() == Agent?.Namespace && CalicoNames.DaemonSets.Contains(set.Name()));
        Installed = installed is null ? null : Plain(installed, "apps/v1", "DaemonSet", "spec");
    }

    /// <summary>What the cluster says of itself.</summary>
    public ClusterFacts Facts { get; }

    /// <summary>The manifests to inspect: with the cluster's Secret for etcd, where they bring none with data.</summary>
    public IReadOnlyList<CalicoManifest> Inspected { get; }

    /// <summary>What is to be applied, as the one installation it makes.</summary>
    public Installation Planned { get; }

    /// <summary>The shape of what is to be applied; null when it holds no Calico node.</summary>
    public CalicoVariant? Variant { get; }

    /// <summary>The datastore of what is to be applied; null when it holds no Calico node.</summary>
    public CalicoDatastore? Datastore { get; }

    /// <summary>The DaemonSet that is to be applied; null when there is none.</summary>
    public KubernetesResource? Agent { get; }

    /// <summary>The Calico that is installed where this one is to be; null when none is.</summary>
    public CalicoManifest? Installed { get; }

    /// <summary>Whether a release takes the place of another on purpose.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>What etcd's endpoints answered; empty when none were asked.</summary>
    public IReadOnlyList<EtcdProbeResult> Etcd { get; init; } = [];

    private static IReadOnlyList<CalicoManifest> WithSecret(IReadOnlyList<CalicoManifest> manifests, JsonObject? secret) =>
        EmptySecret.Keys(secret).Count == 0 || manifests.Any(static manifest => manifest.HasSecretData)
            ? manifests
            : [.. manifests, Plain(secret!, "v1", "Secret", "data")];

    // An object of the cluster as somebody would write it.
    private static Manifest Plain(JsonObject live, string apiVersion, string kind, string content) =>
        Manifest.FromObjects("the cluster", new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = live.Name(), ["namespace"] = live.Namespace() },
            [content] = live.Find(content)?.DeepClone(),
        });
}
