using CalicoTools.Calico;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Installations;

/// <summary>
/// Several manifests as the one installation they make. Of an object that is there twice, the last counts, as when they are applied.
/// </summary>
internal sealed class Installation
{
    private readonly IReadOnlyList<InspectedObject> _objects;

    /// <summary>Puts manifests together that are meant for nothing in particular.</summary>
    /// <param name="manifests">The manifests, in the order they would be applied in.</param>
    /// <param name="now">The time at which certificates are to be valid.</param>
    public Installation(IReadOnlyList<CalicoManifest> manifests, DateTimeOffset now)
        : this(manifests, new TargetEnvironment { Now = now })
    {
    }

    /// <summary>Puts manifests together.</summary>
    /// <param name="manifests">The manifests, in the order they would be applied in.</param>
    /// <param name="environment">What they are meant for.</param>
    public Installation(IReadOnlyList<CalicoManifest> manifests, TargetEnvironment environment)
    {
        TargetEnvironment = environment;
        Release = manifests.Select(static manifest => manifest.Version).LastOrDefault(static version => version is not null) is { } version
            ? ReleaseNumber.Parse(version)
            : null;
        var objects = manifests.Cast<Manifest>().SelectMany(static manifest => manifest.Documents)
            .Where(static document => document.Resource is not null)
            .GroupBy(static document => document.Resource! with { ApiVersion = "" })
            .Select(static same => (Last: new InspectedObject(same.Last(), same.Last().Resource!), IsRepeated: IsRepeated(same)))
            .ToList();
        _objects = [.. objects.Select(static item => item.Last)];
        Repeated = [.. objects.Where(static item => item.IsRepeated).Select(static item => item.Last)];
        Node = OfKind("DaemonSet").Select(set => new NodeContainer(this, set)).FirstOrDefault(static node => node.Exists);
        EtcdConfig = OfKind("ConfigMap").FirstOrDefault(static map => map.FindText("data", ConfigKey.EtcdEndpoints) is not null);
        EtcdSecret = EtcdSecretContent.Find(OfKind("Secret"), Now);
    }

    // An empty Secret says that one is needed; beside one with data it is no second one.
    private static bool IsRepeated(IEnumerable<ManifestDocument> same) =>
        same.Count() > 1 && same.Count(static document => !EmptySecret.Is(document.ToObject())) != 1;

    /// <summary>The time at which certificates are to be valid.</summary>
    public DateTimeOffset Now => TargetEnvironment.Now;

    /// <summary>What it is meant for.</summary>
    public TargetEnvironment TargetEnvironment { get; }

    /// <summary>The Calico release; null when it cannot be told.</summary>
    public ReleaseNumber? Release { get; }

    /// <summary>The container calico-node; null when there is none.</summary>
    public NodeContainer? Node { get; }

    /// <summary>The ConfigMap with the way to etcd; null when Calico keeps its data elsewhere.</summary>
    public InspectedObject? EtcdConfig { get; }

    /// <summary>The Secret with the certificates for etcd; null when there is none.</summary>
    public EtcdSecretContent? EtcdSecret { get; }

    /// <summary>All objects.</summary>
    public IReadOnlyList<InspectedObject> Objects => _objects;

    /// <summary>Those that are there more than once.</summary>
    public IReadOnlyList<InspectedObject> Repeated { get; }

    /// <summary>The objects of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The objects, in order.</returns>
    public IEnumerable<InspectedObject> OfKind(string kind) => _objects.Where(item => item.Resource.Kind == kind);

    /// <summary>Finds an object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The object; null when there is none.</returns>
    public InspectedObject? Find(string kind, string name) => OfKind(kind).FirstOrDefault(item => item.Resource.Name == name);
}
