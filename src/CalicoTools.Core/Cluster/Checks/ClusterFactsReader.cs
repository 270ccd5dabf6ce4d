using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Objects;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Checks;

/// <summary>Asks a cluster for the facts, all at once.</summary>
/// <param name="client">The cluster.</param>
/// <param name="cancellation">Stops asking.</param>
internal sealed class ClusterFactsReader(ClusterClient client, CancellationToken cancellation)
{
    private const string System = "kube-system";
    private const int Forbidden = 403;

    private static readonly ApiResource s_pools = new("crd.projectcalico.org/v1", "ippools", "IPPool", IsNamespaced: false);
    private static readonly ApiResource s_serviceRanges = new("networking.k8s.io/v1", "servicecidrs", "ServiceCIDR", IsNamespaced: false);
    private static readonly ApiResource s_reviews =
        new("authorization.k8s.io/v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", IsNamespaced: false);

    private static readonly Task<IReadOnlyList<JsonObject>> s_nothing = Task.FromResult<IReadOnlyList<JsonObject>>([]);

    private readonly ConcurrentQueue<string> _unreadable = new();

    /// <summary>Asks for the facts.</summary>
    /// <param name="objects">What is to be applied.</param>
    /// <param name="isForEtcd">Whether Calico keeps its data in etcd.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="ClusterException">The cluster cannot be asked.</exception>
    public async Task<ClusterFacts> ReadAsync(IReadOnlyList<KubernetesResource> objects, bool isForEtcd)
    {
        var version = client.GetAsync("/version", cancellation);
        var groups = client.GetAsync("/apis", cancellation);
        var nodes = ListAsync(ApiResource.Of("v1", "Node").All());
        var sets = ListAsync(ApiResource.Of("apps/v1", "DaemonSet").All());
        var kubeadm = FindAsync(ApiResource.Of("v1", "ConfigMap").Named(System, "kubeadm-config"));
        var controlPlane = ListAsync(
            ApiResource.Of("v1", "Pod").All(System), new ListFilter("component in (kube-apiserver,kube-controller-manager)"));
        var serviceRanges = ListAsync(s_serviceRanges.All());
        var service = FindAsync(ApiResource.Of("v1", "Service").Named("default", "kubernetes"));
        var pools = isForEtcd ? s_nothing : ListAsync(s_pools.All());
        var secret = isForEtcd
            ? FindAsync(ApiResource.Of("v1", "Secret").Named(System, EtcdFile.SecretName))
            : Task.FromResult<JsonObject?>(null);
        var installations = ListAsync(CalicoOperator.Installations);
        var operators = ListAsync(CalicoOperator.Deployments, CalicoOperator.Filter);
        var denied = DeniedAsync(objects);
        return new ClusterFacts
        {
            Version = (await version.ConfigureAwait(false)).Text("gitVersion"),
            ApiVersions = new HashSet<string>(ApiVersions(await groups.ConfigureAwait(false)).Append("v1")),
            Nodes = await nodes.ConfigureAwait(false),
            DaemonSets = await sets.ConfigureAwait(false),
            KubeadmConfig = await kubeadm.ConfigureAwait(false),
            ControlPlane = await controlPlane.ConfigureAwait(false),
            ServiceCidrs = await serviceRanges.ConfigureAwait(false),
            ApiService = await service.ConfigureAwait(false),
            Pools = await pools.ConfigureAwait(false),
            EtcdSecret = await secret.ConfigureAwait(false),
            OperatorInstallations = await installations.ConfigureAwait(false),
            Operators = await operators.ConfigureAwait(false),
            Denied = await denied.ConfigureAwait(false),
            Unreadable = [.. _unreadable],
        };
    }

    private static IEnumerable<string> ApiVersions(JsonObject groups) =>
        groups.Items("groups")
            .SelectMany(static group => group.Items("versions"))
            .Select(static version => version.Text("groupVersion"))
            .OfType<string>();

    private async Task<IReadOnlyList<AccessQuestion>> DeniedAsync(IReadOnlyList<KubernetesResource> objects)
    {
        if (await IsAllowedAsync(AccessQuestion.Everything).ConfigureAwait(false))
        {
            return [];
        }

        var questions = AccessQuestion.ToApply(objects).ToArray();
        var answers = await Task.WhenAll(questions.Select(IsAllowedAsync)).ConfigureAwait(false);
        return [.. questions.Zip(answers).Where(static pair => !pair.Second).Select(static pair => pair.First)];
    }

    private async Task<bool> IsAllowedAsync(AccessQuestion question)
    {
        var answer = await client.CreateAsync(s_reviews.All(), question.ToReview(), cancellation).ConfigureAwait(false);
        return answer.Flag("status", "allowed") ?? false;
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(ApiPath path, ListFilter? filter = null) =>
        [.. (await ReadAsync(path, () => client.FindAllAsync(path, filter, cancellation)).ConfigureAwait(false)).Items("items")];

    private Task<JsonObject?> FindAsync(ApiPath path) => ReadAsync(path, () => client.FindAsync(path, cancellation));

    private async Task<JsonObject?> ReadAsync(ApiPath path, Func<Task<JsonObject?>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (ClusterException error) when (error.StatusCode == Forbidden)
        {
            _unreadable.Enqueue(path.ToString());
            return null;
        }
    }
}
