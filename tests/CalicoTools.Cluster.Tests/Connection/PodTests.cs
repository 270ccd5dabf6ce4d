using System.Runtime.CompilerServices;
using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.Cluster.Tests.Rollout;
using k8s;

namespace CalicoTools.Cluster.Tests.Connection;

/// <summary>Where there is no kubeconfig, the pod's own service account is taken. Alone, since the whole process plays the pod.</summary>
[Collection(nameof(PodTests))]
[CollectionDefinition(nameof(PodTests), DisableParallelization = true)]
public sealed class PodTests : IClassFixture<ClusterFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ClusterFixture _fixture;
    private readonly string _usualFolder = Folder(null);
    private readonly Dictionary<string, string?> _usual = [];

    public PodTests(ClusterFixture fixture)
    {
        _fixture = fixture;
        Folder(null) = _folder.Path;
        Set("KUBECONFIG", _folder["nowhere"]);
        if (ClusterFactAttribute.IsPossible)
        {
            Set("KUBERNETES_SERVICE_HOST", fixture.Cluster.Server.Host);
            Set("KUBERNETES_SERVICE_PORT", $"{fixture.Cluster.Server.Port}");
            File.Copy(fixture.Cluster.Certificates.Authority, _folder["ca.crt"]);
        }
    }

    public void Dispose()
    {
        Folder(null) = _usualFolder;
        foreach (var (name, value) in _usual)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        _folder.Dispose();
    }

    [ClusterFact]
    public async Task The_service_account_of_the_pod_is_taken_and_its_token_read_again_when_it_is_refused()
    {
        Kubectl.Run(_fixture.Cluster.Administrator, "create", "serviceaccount", "pod", "-n", "kube-system");
        _folder.Write("token", "stale");
        using var client = Connect();
        Assert.Equal("ClusterUnauthorized", (await FailsAsync(client)).ErrorId);

        _folder.Write("token", await _fixture.Cluster.TokenAsync("pod"));
        var error = await FailsAsync(client);
        Assert.Equal("ClusterForbidden", error.ErrorId);
        Assert.Contains("system:serviceaccount:kube-system:pod", error.Message, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task What_the_pod_knows_may_be_unusable()
    {
        _folder.Write("token", "abc");
        File.Delete(_folder["token"]);
        Assert.Equal("KubeConfigNotFound", Assert.Throws<ClusterException>(Connect).ErrorId);

        _folder.Write("token", "abc");
        using (var client = Connect())
        {
            File.Delete(_folder["token"]);
            Assert.Equal("KubeConfigFileUnreadable", (await FailsAsync(client)).ErrorId);
        }

        _folder.Write("token", "abc");
        _folder.Write("ca.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Assert.Equal("ClusterPodUnusable", Assert.Throws<ClusterException>(Connect).ErrorId);
        Set("KUBERNETES_SERVICE_PORT", "https");
        Assert.Equal("ClusterPodUnusable", Assert.Throws<ClusterException>(Connect).ErrorId);
    }

    private ClusterClient Connect() =>
        ClusterClient.Connect(new ConnectionOptions { PodFolder = _folder.Path }, new WarningLog(), TestContext.Current.CancellationToken);

    private static async Task<ClusterException> FailsAsync(ClusterClient client)
    {
        var node = ApiResource.Of("apps/v1", "DaemonSet").Named("kube-system", "calico-node");
        return await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync(node, TestContext.Current.CancellationToken));
    }

    // Kubernetes mounts it at a place that is not a test's to write.
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "ServiceAccountPath")]
    private static extern ref string Folder(KubernetesClientConfiguration? of);

    private void Set(string variable, string value)
    {
        _usual.TryAdd(variable, Environment.GetEnvironmentVariable(variable));
        Environment.SetEnvironmentVariable(variable, value);
    }
}
