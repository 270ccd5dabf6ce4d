using System.Diagnostics;
using System.Text.Json.Nodes;
using CalicoTools.ControlPlane.Network;
using CalicoTools.ControlPlane.Nodes;
using CalicoTools.ControlPlane.Servers;

namespace CalicoTools.ControlPlane;

/// <summary>
/// A real Kubernetes control plane on this machine: etcd, API server, controller manager and scheduler, with TLS, RBAC and
/// privileged pods allowed. It has no nodes but fake ones.
/// </summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private const string AdministratorName = "administrator";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("calicotools-cluster-").FullName;
    private readonly ServerSet _servers;

    private LocalCluster()
    {
        _servers = new ServerSet(_folder);
        Api = new KubernetesApi(Server, Certificates.Authority, Certificates.ApiServerClient);
        Nodes = new FakeKubelet(Api, Certificates.Server(ClusterCertificates.Kubelet));
    }

    /// <summary>Where the API server is reached.</summary>
    public Uri Server => _servers.Address;

    /// <summary>The kubeconfig file of an administrator.</summary>
    public string Administrator => KubeConfigOf(AdministratorName, ClusterCertificates.Administrators);

    /// <summary>All certificates.</summary>
    public ClusterCertificates Certificates => _servers.Certificates;

    /// <summary>The API, as an administrator.</summary>
    public KubernetesApi Api { get; }

    /// <summary>Plays the nodes.</summary>
    public FakeKubelet Nodes { get; }

    /// <summary>The API server's etcd.</summary>
    public ServerProcess Etcd => _servers.Etcd;

    /// <summary>The API server.</summary>
    public ServerProcess ApiServer => _servers.ApiServer;

    /// <summary>The end of what each server told.</summary>
    public string Log => string.Join('\n', _servers.All.Select(static server => server.Log));

    /// <summary>Starts the servers and waits until all do their work.</summary>
    public static async Task<LocalCluster> StartAsync(CancellationToken cancellationToken = default)
    {
        var cluster = new LocalCluster();
        try
        {
            cluster.Etcd.Start();
            cluster.ApiServer.Start();
            await cluster.ReadyAsync(cancellationToken);
            cluster._servers.StartControllers(cluster.Administrator);

            // A controller manager that loses the API server while it asks which resources there are leaves controllers out for good, without a word.
            await cluster.UntilAsync("api/v1/namespaces/default/serviceaccounts/default", cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the API server is ready, as after its restart.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken = default) => UntilAsync("readyz", cancellationToken);

    /// <summary>The kubeconfig file of an administrator at the other end of a line.</summary>
    /// <param name="line">The line to <see cref="Server"/>.</param>
    public string AdministratorThrough(LatencyProxy line) =>
        KubeConfigOf(line.Address, AdministratorName, [ClusterCertificates.Administrators]);

    /// <summary>The kubeconfig file of a user who shows a certificate.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="groups">The user's groups.</param>
    public string KubeConfigOf(string user, params IReadOnlyList<string> groups) => KubeConfigOf(Server, user, groups);

    /// <summary>The kubeconfig file of a user who shows a token.</summary>
    /// <param name="name">A name for the file.</param>
    /// <param name="token">The token.</param>
    public string KubeConfigWithToken(string name, string token)
    {
        var path = KubeConfigPath(name, Server);
        KubeConfig.Write(path, Server, Certificates.Authority, $"    token: {token}");
        return path;
    }

    /// <summary>A token of a service account; valid for ten minutes.</summary>
    /// <param name="account">The account's name, in kube-system.</param>
    public async Task<string> TokenAsync(string account)
    {
        var request = new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = new JsonObject { ["expirationSeconds"] = 600, ["audiences"] = new JsonArray() },
        };
        var answer = await Api.PostAsync($"api/v1/namespaces/kube-system/serviceaccounts/{account}/token", request);
        return (string)answer!["status"]!["token"]!;
    }

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        Api.Dispose();
        await _servers.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string KubeConfigOf(Uri server, string user, IReadOnlyList<string> groups)
    {
        var path = KubeConfigPath(user, server);
        KubeConfig.Write(path, server, Certificates.Authority, Certificates.User(user, groups));
        return path;
    }

    private string KubeConfigPath(string name, Uri server) => Path.Combine(_folder, $"{name.Replace(':', '-')}-{server.Port}.kubeconfig");

    private async Task UntilAsync(string path, CancellationToken cancellationToken)
    {
        var waiting = Stopwatch.StartNew();
        while (!await IsThereAsync(path, cancellationToken))
        {
            if (waiting.Elapsed > s_patience || !ApiServer.IsRunning || !Etcd.IsRunning)
            {
                throw new InvalidOperationException($"The control plane does not become ready: no {path}.\n{Log}");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    private async Task<bool> IsThereAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await Api.GetAsync(path, cancellationToken) is not null;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
