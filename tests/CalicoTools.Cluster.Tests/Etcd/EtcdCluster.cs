using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CalicoTools.Cluster.Tests.Etcd;

/// <summary>Three etcd members with client and peer TLS, brought up from what New-CalicoCerts -EtcdHost writes and nothing else.</summary>
public sealed class EtcdCluster : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly string[] s_members = ["etcd1", "etcd2", "etcd3"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _processes = [];
    private readonly StringBuilder _log = new();
    private string _endpoints = "";

    private EtcdCluster()
    {
    }

    /// <summary>The folder with the certificates.</summary>
    public string Pki => _folder["pki"];

    /// <summary>What the members have told so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts the members and waits until they have a leader.</summary>
    public static async Task<EtcdCluster> StartAsync(string keyAlgorithm)
    {
        var cluster = new EtcdCluster();
        try
        {
            cluster.Shell($"New-CalicoCerts -Path pki -EtcdHost {string.Join(',', s_members)} -KeyAlgorithm {keyAlgorithm}");
            cluster.StartMembers();
            await cluster.WaitAsync();
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
    public void Shell(string command) => ExternalProgram.Run(
        "dotnet",
        "exec",
        Path.Combine(AppContext.BaseDirectory, "CalicoTools.Host.dll"),
        "-Command",
        $"$null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.Path}'); $null = {command}");

    /// <summary>Runs etcdctl with the client certificate and key of a folder.</summary>
    public ProgramResult Etcdctl(string folder, params string[] arguments) => ExternalProgram.Try(
        "etcdctl",
        [
            "--endpoints", _endpoints, "--cacert", Path.Combine(Pki, "ca.pem"),
            "--cert", Path.Combine(folder, "calico.pem"), "--key", Path.Combine(folder, "calico-key.pem"), .. arguments,
        ],
        input: "",
        new Dictionary<string, string?> { ["ETCDCTL_API"] = "3" });

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Dispose();
    }

    private static List<int> FreePorts(int count)
    {
        List<TcpListener> listeners = [.. Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, 0))];
        listeners.ForEach(static listener => listener.Start());
        List<int> ports = [.. listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(static listener => listener.Dispose());
        return ports;
    }

    private void StartMembers()
    {
        var ports = FreePorts(s_members.Length * 2);
        List<(string Name, string Client, string Peer)> members =
            [.. s_members.Select((name, index) => (name, Url(ports[index]), Url(ports[index + s_members.Length])))];
        _endpoints = string.Join(',', members.Select(static member => member.Client));
        var all = string.Join(',', members.Select(static member => $"{member.Name}={member.Peer}"));
        members.ForEach(member => Start(member.Name, member.Client, member.Peer, all));
    }

    private static string Url(int port) => $"https://127.0.0.1:{port}";

    private void Start(string name, string client, string peer, string all)
    {
        var (ca, certificate, key) = (Path.Combine(Pki, "ca.pem"), Path.Combine(Pki, $"{name}.pem"), Path.Combine(Pki, $"{name}-key.pem"));
        var start = new ProcessStartInfo(
            "etcd",
            [
                "--name", name, "--data-dir", _folder[name],
                "--listen-client-urls", client, "--advertise-client-urls", client,
                "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", all,
                "--client-cert-auth", "--trusted-ca-file", ca, "--cert-file", certificate, "--key-file", key,
                "--peer-client-cert-auth", "--peer-trusted-ca-file", ca, "--peer-cert-file", certificate, "--peer-key-file", key,
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += Note;
        process.ErrorDataReceived += Note;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }

    private async Task WaitAsync()
    {
        var waiting = Stopwatch.StartNew();
        while (Etcdctl(Pki, "endpoint", "health").ExitCode != 0)
        {
            Assert.True(waiting.Elapsed < s_patience && _processes.TrueForAll(static process => !process.HasExited), Log);
            await Task.Delay(200);
        }
    }
}
