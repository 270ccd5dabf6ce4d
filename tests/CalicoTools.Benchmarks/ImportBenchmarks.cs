using System.Reflection;
using System.Reflection.Emit;
using BenchmarkDotNet.Attributes;
using CalicoTools.Shared;

namespace CalicoTools.Benchmarks;

/// <summary>
/// What a session waits for when it imports the module: each time a new pwsh, which has started and done nothing yet, or has used a cmdlet of
/// another module, as almost every session has. Beside it the import of an empty binary module, and a line that imports nothing.
/// </summary>
[WarmupCount(3)]
public class ImportBenchmarks : IDisposable
{
    private readonly WorkFolder _folder = new();
    private string _empty = "";
    private PwshSession? _session;

    [GlobalSetup]
    public void MakeEmptyModule()
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Empty"), typeof(object).Assembly);
        assembly.DefineDynamicModule("Empty").DefineType("Empty", TypeAttributes.Public).CreateType();
        _empty = Path.Combine(_folder.Path, "Empty.dll");
        assembly.Save(_empty);
    }

    [IterationSetup]
    public void Start() => StartWith("1");

    // Get-Random comes with a module of PowerShell's own, which the session imports for it.
    [IterationSetup(Target = nameof(CalicoToolsInSessionInUse))]
    public void StartInUse() => StartWith("Get-Random");

    [IterationCleanup]
    public void End() => _session!.Dispose();

    [GlobalCleanup]
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void CalicoTools() => Import(StagedModule.Manifest);

    [Benchmark]
    public void CalicoToolsInSessionInUse() => Import(StagedModule.Manifest);

    [Benchmark(Baseline = true)]
    public void EmptyModule() => Import(_empty);

    [Benchmark]
    public void NoModule() => _session!.Run("1");

    private void StartWith(string command)
    {
        _session = new PwshSession();
        _session.Run(command);
    }

    private void Import(string module) => _session!.Run($"Import-Module '{module}'");
}
