using BenchmarkDotNet.Attributes;

namespace CalicoTools.Benchmarks;

/// <summary>
/// The built-in manifest of v3.32.1 for the Kubernetes datastore, made, configured and written as YAML, in a session the runtime has compiled for;
/// beside it the same from the official file.
/// </summary>
[WarmupCount(5)]
public class BuiltInBenchmarks : IDisposable
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
    public void BuiltIn() => _session.Repeat($"New-CalicoManifest v3.32.1 -Datastore Kubernetes {OfficialManifest.Settings} | ConvertTo-CalicoYaml");

    [Benchmark(Baseline = true, OperationsPerInvoke = WarmSession.Times)]
    public void OfficialFile() => _session.Repeat(
        $"Import-CalicoManifest '{_manifest}' | Set-CalicoManifest {OfficialManifest.Settings} | ConvertTo-CalicoYaml");
}
