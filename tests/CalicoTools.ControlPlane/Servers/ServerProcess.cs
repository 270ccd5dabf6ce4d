using System.Diagnostics;

namespace CalicoTools.ControlPlane.Servers;

/// <summary>A server that can be killed and started again, and that does not outlive this process.</summary>
public sealed class ServerProcess(string program, string folder, params IEnumerable<string> arguments) : IAsyncDisposable
{
    private const int LinesForAnError = 40;

    // The server's shell leaves a watcher behind that kills the server when the pipe from this process closes, however this process ends.
    // A signal to the whole process group must not end the watcher before the server, which may take its time.
    private const string Script = """
        log=$1
        shift
        exec 3<&0
        (trap '' HUP INT TERM; while read -r _; do :; done; kill -KILL $$) <&3 >/dev/null 2>&1 &
        exec "$@" >>"$log" 2>&1 </dev/null 3<&-
        """;

    private Process? _process;

    static ServerProcess() => ParentWatch.Start();

    /// <summary>What it is called here, where its program runs more than once.</summary>
    public string? Name { get; init; }

    /// <summary>All it has told.</summary>
    public string FullLog => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The end of what it told, under its name.</summary>
    public string Log => $"{Name ?? program}:\n{string.Join('\n', FullLog.Split('\n').TakeLast(LinesForAnError))}\n";

    private string LogPath => Path.Combine(folder, $"{Name ?? program}.log");

    /// <summary>Starts it.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("sh", ["-c", Script, "sh", LogPath, ServerPrograms.Find(program), .. arguments])
        {
            RedirectStandardInput = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Kills it, as <c>kill -9</c> does, and waits for its end.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
        {
            return;
        }

        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops its clock: it keeps its connections and answers nothing until <see cref="Thaw"/>.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets it go on after <see cref="Freeze"/>.</summary>
    public void Thaw() => Signal("CONT");

    public async ValueTask DisposeAsync() => await KillAsync();

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        kill.WaitForExit();
    }
}
