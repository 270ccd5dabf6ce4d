using BenchmarkDotNet.Attributes;

namespace CalicoTools.Benchmarks;

/// <summary>The official calico.yaml of v3.32.1 (7,819 lines), read, configured and written, in a session the runtime has compiled for; comments kept.</summary>
[WarmupCount(5)]
public class ConfigureBenchmarks : IDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly WarmSession _session = new();
    private string _manifest = "";

    [GlobalSetup]
    public void Place() => _manifest = OfficialManifest.Place(_folder);

    [GlobalCleanup]
    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = WarmSession.Times)]
    public void CalicoTools() => _session.Repeat(
        $"Import-CalicoManifest '{_manifest}' | Set-CalicoManifest {OfficialManifest.Settings} | Export-CalicoManifest -Path \"{_folder.Next()}-$i\"");

    [Benchmark(Baseline = true, OperationsPerInvoke = WarmSession.Times)]
    public void Kustomize() => Peer.Repeat(() => Peer.Run(_folder.Path, "kubectl", "kustomize", _folder.Path, "-o", _folder.Next()));
}
