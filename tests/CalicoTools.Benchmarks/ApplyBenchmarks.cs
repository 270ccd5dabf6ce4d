using BenchmarkDotNet.Attributes;
using CalicoTools.ControlPlane;
using CalicoTools.ControlPlane.Network;

namespace CalicoTools.Benchmarks;

/// <summary>
/// The official calico.yaml of v3.21.2 onto a cluster without Calico, near and far away: with every check and the dry run of every object
/// here, without any there.
/// </summary>
[WarmupCount(2)]
[IterationCount(5)]
public class ApplyBenchmarks : IDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly WarmSession _session = new();
    private LocalCluster _cluster = null!;
    private LatencyProxy _line = null!;
    private string _manifest = "";
    private string _kubeConfig = "";

    /// <summary>How far away the API server is, in milliseconds there and back.</summary>
    [Params(0, 50)]
    public int RoundTrip { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        _manifest = OfficialManifest.Find("v3.21.2");
        _cluster = await LocalCluster.StartAsync();
        _line = new LatencyProxy(_cluster.Server, TimeSpan.FromMilliseconds(RoundTrip));
        _kubeConfig = _cluster.AdministratorThrough(_line);
    }

    [IterationSetup]
    public void Remove() =>
        Peer.Run(_folder.Path, "kubectl", "--kubeconfig", _cluster.Administrator, "delete", "--ignore-not-found", "-f", _manifest);

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _line.DisposeAsync();
        await _cluster.DisposeAsync();
        Dispose();
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void CalicoTools() => _session.Run($"Install-Calico '{_manifest}' -KubeConfig '{_kubeConfig}' -NoWait | Out-Null");

    [Benchmark(Baseline = true)]
    public void Kubectl() => Peer.Run(_folder.Path, "kubectl", "--kubeconfig", _kubeConfig, "apply", "--server-side", "-f", _manifest);
}
