using System.Diagnostics;
using CalicoTools.Host;

namespace CalicoTools.Benchmarks;

/// <summary>
/// A pwsh in which the module has been imported, given commands as at its prompt. To hand over one line and wait for its answer takes as long
/// as a small command does, so a line runs its command several times.
/// </summary>
internal sealed class WarmSession : IDisposable
{
    /// <summary>How many times <see cref="Repeat"/> runs a command.</summary>
    public const int Times = 10;

    private const string Done = "<done>";
    private const string Failed = "<failed>";

    private readonly Process _shell;

    public WarmSession()
    {
        _shell = Process.Start(new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-Command", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Run($"Import-Module '{StagedModule.Find()}'");
    }

    /// <summary>Runs a command and waits for its end; an error ends the benchmark, a warning does not.</summary>
    /// <param name="command">The command, in one line.</param>
    public void Run(string command)
    {
        _shell.StandardInput.WriteLine($"try {{ $ErrorActionPreference = 'Stop'; {command}; '{Done}' }} catch {{ \"$_\"; '{Failed}' }}");
        _shell.StandardInput.Flush();
        List<string?> told = [];
        do
        {
            told.Add(_shell.StandardOutput.ReadLine());
        }
        while (told[^1] is { } line && !line.EndsWith(Done, StringComparison.Ordinal) && !line.EndsWith(Failed, StringComparison.Ordinal));
        if (told[^1]?.EndsWith(Done, StringComparison.Ordinal) != true)
        {
            throw new InvalidOperationException($"{command}: {string.Join('\n', told)}");
        }
    }

    /// <summary>Runs a command <see cref="Times"/> times.</summary>
    /// <param name="command">The command, in one line; in it, <c>$i</c> is the number of the run.</param>
    public void Repeat(string command) => Run($"foreach ($i in 1..{Times}) {{ {command} | Out-Null }}");

    // Killed: after an error elsewhere it may be in the middle of a command that waits for a cluster that is gone.
    public void Dispose()
    {
        _shell.Kill();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
