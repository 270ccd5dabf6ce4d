namespace CalicoTools.Benchmarks;

/// <summary>A folder for the files of one benchmark.</summary>
internal sealed class WorkFolder : IDisposable
{
    private int _runs;

    public WorkFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"calicotools-benchmark-{Guid.NewGuid():N}");

    /// <summary>A name in the folder that was not used before.</summary>
    public string Next() => System.IO.Path.Combine(Path, $"run-{_runs++}");

    public void Write(string name, string content) => File.WriteAllText(System.IO.Path.Combine(Path, name), content);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
