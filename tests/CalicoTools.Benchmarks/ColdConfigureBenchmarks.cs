using BenchmarkDotNet.Attributes;
using CalicoTools.Shared;

namespace CalicoTools.Benchmarks;

/// <summary>The same as a whole process, from its start to its end.</summary>
[WarmupCount(3)]
public class ColdConfigureBenchmarks : IDisposable
{
    private readonly WorkFolder _folder = new();
    private string _manifest = "";

    [GlobalSetup]
    public void Place() => _manifest = OfficialManifest.Place(_folder);

    [GlobalCleanup]
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void CalicoTools() => Peer.Run(_folder.Path, PowerShellProgram.Name, PowerShellProgram.ArgumentsForModule(Command()));

    [Benchmark(Baseline = true)]
    public void Kustomize() => Peer.Run(_folder.Path, "kubectl", "kustomize", _folder.Path, "-o", _folder.Next());

    private string Command() =>
        $"Import-CalicoManifest '{_manifest}' | Set-CalicoManifest {OfficialManifest.Settings} | Export-CalicoManifest -Path '{_folder.Next()}'";
}
