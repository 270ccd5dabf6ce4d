using System.Reflection;
using System.Reflection.Emit;
using BenchmarkDotNet.Attributes;
using CalicoTools.Host;

namespace CalicoTools.Benchmarks;

/// <summary>A pwsh that imports the module and ends; beside it one that imports an empty binary module, and one that imports nothing.</summary>
[WarmupCount(3)]
public class ImportBenchmarks : IDisposable
{
    private readonly WorkFolder _folder = new();
    private string _empty = "";

    [GlobalSetup]
    public void MakeEmptyModule()
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Empty"), typeof(object).Assembly);
        assembly.DefineDynamicModule("Empty").DefineType("Empty", TypeAttributes.Public).CreateType();
        _empty = Path.Combine(_folder.Path, "Empty.dll");
        assembly.Save(_empty);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void CalicoTools() => Import(StagedModule.Find());

    [Benchmark(Baseline = true)]
    public void EmptyModule() => Import(_empty);

    [Benchmark]
    public void NoModule() => Peer.Run(_folder.Path, "pwsh", "-NoProfile", "-Command", "1");

    private void Import(string module) => Peer.Run(
        _folder.Path, "pwsh", "-NoProfile", "-Command", $"Import-Module '{module}'");
}
