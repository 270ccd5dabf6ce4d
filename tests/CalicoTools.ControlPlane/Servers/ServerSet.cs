using System.Globalization;
using CalicoTools.ControlPlane.Network;

namespace CalicoTools.ControlPlane.Servers;

/// <summary>The servers of a control plane, and how each is told of the others.</summary>
internal sealed class ServerSet : IAsyncDisposable
{
    private const string Loopback = "127.0.0.1";

    private readonly string _folder;
    private readonly IReadOnlyList<int> _ports = FreePorts.Take(5);
    private readonly List<ServerProcess> _controllers = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _supervising = Task.CompletedTask;

    public ServerSet(string folder)
    {
        _folder = folder;
        Certificates = new ClusterCertificates(Path.Combine(folder, "pki"));
        Address = Url(_ports[0]);
        Etcd = Server("etcd", EtcdArguments());
        ApiServer = Server("kube-apiserver", ApiServerArguments());
    }

    public ClusterCertificates Certificates { get; }

    public Uri Address { get; }

    public ServerProcess Etcd { get; }

    public ServerProcess ApiServer { get; }

    public IEnumerable<ServerProcess> All => [Etcd, ApiServer, .. _controllers];

    private Uri EtcdAddress => Url(_ports[1]);

    /// <summary>Starts the controller manager and the scheduler, who need an API server that is ready.</summary>
    public void StartControllers(string kubeConfig)
    {
        // What they are usually allowed each second is too little for thousands of nodes, none of which sends a heartbeat.
        string[] common =
        [
            $"--kubeconfig={kubeConfig}", "--leader-elect=false", "--kube-api-qps=1000", "--kube-api-burst=2000",
            $"--bind-address={Loopback}", .. WithoutPlainPort(),
        ];
        _controllers.Add(Server("kube-controller-manager",
        [
            .. common, Port("secure-port", 3), $"--root-ca-file={Certificates.Authority}",
            $"--service-account-private-key-file={Certificates.ServiceAccounts.Key}",
            "--node-monitor-grace-period=24h",
        ]));
        _controllers.Add(Server("kube-scheduler", [.. common, Port("secure-port", 4), $"--authentication-kubeconfig={kubeConfig}"]));
        _controllers.ForEach(static server => server.Start());
        _supervising = SuperviseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _supervising;
        foreach (var server in All.Reverse())
        {
            await server.DisposeAsync();
        }
    }

    // Both end when they miss the API server for some seconds while they start; on a real cluster their kubelet starts them again.
    private async Task SuperviseAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                foreach (var ended in _controllers.Where(static server => !server.IsRunning))
                {
                    await ended.KillAsync();
                    ended.Start();
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    // Up to 1.23 both also listen on a port without TLS, a fixed one unless told not to.
    private static IEnumerable<string> WithoutPlainPort() => ServerPrograms.Version < new Version(1, 24) ? ["--port=0"] : [];

    private static Uri Url(int port) => new($"https://{Loopback}:{port}");

    private ServerProcess Server(string name, IEnumerable<string> arguments) => new(name, _folder, arguments);

    private string Port(string option, int index) => string.Create(CultureInfo.InvariantCulture, $"--{option}={_ports[index]}");

    private IEnumerable<string> EtcdArguments()
    {
        var (certificate, key) = Certificates.Server(ClusterCertificates.Etcd);
        return
        [
            $"--data-dir={Path.Combine(_folder, "etcd")}", "--unsafe-no-fsync",
            $"--listen-client-urls={EtcdAddress.OriginalString}", $"--advertise-client-urls={EtcdAddress.OriginalString}",
            $"--listen-peer-urls=http://{Loopback}:{_ports[2]}",
            "--client-cert-auth", $"--trusted-ca-file={Certificates.Authority}", $"--cert-file={certificate}", $"--key-file={key}",
        ];
    }

    private IEnumerable<string> ApiServerArguments()
    {
        var (certificate, key) = Certificates.Server(ClusterCertificates.ApiServer);
        var (clientCertificate, clientKey) = Certificates.ApiServerClient;
        return
        [
            $"--bind-address={Loopback}", $"--advertise-address={Loopback}", Port("secure-port", 0), "--endpoint-reconciler-type=none",
            $"--tls-cert-file={certificate}", $"--tls-private-key-file={key}", $"--client-ca-file={Certificates.Authority}",
            $"--etcd-servers={EtcdAddress.OriginalString}", $"--etcd-cafile={Certificates.Authority}",
            $"--etcd-certfile={clientCertificate}", $"--etcd-keyfile={clientKey}",
            $"--kubelet-certificate-authority={Certificates.Authority}",
            $"--kubelet-client-certificate={clientCertificate}", $"--kubelet-client-key={clientKey}",

            // Nodes have addresses that lead nowhere; the fake kubelet of all of them is found by this one.
            "--kubelet-preferred-address-types=ExternalDNS",
            "--authorization-mode=RBAC", "--allow-privileged", "--service-cluster-ip-range=10.0.0.0/24",
            "--service-account-issuer=https://kubernetes.default.svc",
            $"--service-account-key-file={Certificates.ServiceAccounts.Certificate}",
            $"--service-account-signing-key-file={Certificates.ServiceAccounts.Key}",
        ];
    }
}
