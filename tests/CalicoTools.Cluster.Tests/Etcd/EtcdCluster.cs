using System.Diagnostics;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.ControlPlane.Network;
using CalicoTools.ControlPlane.Servers;

namespace CalicoTools.Cluster.Tests.Etcd;

/// <summary>Three etcd members with client and peer TLS, brought up from what New-CalicoCerts -EtcdHost writes and nothing else.</summary>
public sealed class EtcdCluster : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly string[] s_members = ["etcd1", "etcd2", "etcd3"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<ServerProcess> _processes = [];

    private EtcdCluster()
    {
    }

    /// <summary>The folder with the certificates.</summary>
    public string Pki => _folder["pki"];

    /// <summary>Where its members are reached.</summary>
    public IReadOnlyList<string> Endpoints { get; private set; } = [];

    /// <summary>The same members under an address that their certificates do not name.</summary>
    public IReadOnlyList<string> OtherEndpoints => [.. Endpoints.Select(Unnamed)];

    /// <summary>The members, in the order of their endpoints.</summary>
    public IReadOnlyList<ServerProcess> Members => _processes;

    /// <summary>What the members have told so far.</summary>
    public string Log => string.Concat(_processes.Select(static process => process.FullLog));

    /// <summary>Starts the members and waits until they have a leader.</summary>
    public static async Task<EtcdCluster> StartAsync(string keyAlgorithm)
    {
        var cluster = new EtcdCluster();
        try
        {
            cluster.Shell($"New-CalicoCerts -Path pki -EtcdHost {string.Join(',', s_members)} -KeyAlgorithm {keyAlgorithm}");
            cluster.StartMembers();
            await cluster.HealthyAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A path in the cluster's place.</summary>
    public string At(string name) => _folder[name];

    /// <summary>Runs a command of the module in the cluster's place.</summary>
    public void Shell(string command) => ModuleHost.Run($"Set-Location '{_folder.Path}'; $null = {command}");

    /// <summary>Runs etcdctl with the client certificate and key of a folder.</summary>
    public ProgramResult Etcdctl(string folder, params string[] arguments) => ExternalProgram.Try(
        ServerPrograms.Find("etcdctl"),
        [
            "--endpoints", string.Join(',', Endpoints), "--cacert", Path.Combine(Pki, "ca.pem"),
            "--cert", Path.Combine(folder, "calico.pem"), "--key", Path.Combine(folder, "calico-key.pem"), .. arguments,
        ],
        input: "",
        new Dictionary<string, string?> { ["ETCDCTL_API"] = "3" });

    /// <summary>Waits until all members are healthy.</summary>
    public async Task HealthyAsync()
    {
        var waiting = Stopwatch.StartNew();
        while (Etcdctl(Pki, "endpoint", "health").ExitCode != 0)
        {
            Assert.True(waiting.Elapsed < s_patience && _processes.TrueForAll(static process => process.IsRunning), Log);
            await Task.Delay(200);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private void StartMembers()
    {
        var ports = FreePorts.Take(s_members.Length * 2);
        List<(string Name, string Client, string Peer)> members =
            [.. s_members.Select((name, index) => (name, Url(ports[index]), Url(ports[index + s_members.Length])))];
        Endpoints = [.. members.Select(static member => member.Client)];
        var all = string.Join(',', members.Select(static member => $"{member.Name}={member.Peer}"));
        members.ForEach(member => Start(member.Name, member.Client, member.Peer, all));
    }

    private static string Url(int port) => $"https://127.0.0.1:{port}";

    private static string Unnamed(string url) => url.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal);

    private void Start(string name, string client, string peer, string all)
    {
        var (ca, certificate, key) = (Path.Combine(Pki, "ca.pem"), Path.Combine(Pki, $"{name}.pem"), Path.Combine(Pki, $"{name}-key.pem"));
        var process = new ServerProcess(
            "etcd",
            _folder.Path,
            "--name", name, "--data-dir", _folder[name],
            "--listen-client-urls", $"{client},{Unnamed(client)}", "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", all,
            "--client-cert-auth", "--trusted-ca-file", ca, "--cert-file", certificate, "--key-file", key,
            "--peer-client-cert-auth", "--peer-trusted-ca-file", ca, "--peer-cert-file", certificate, "--peer-key-file", key)
        {
            Name = name,
        };
        process.Start();
        _processes.Add(process);
    }
}
