using System.Diagnostics;
using CalicoTools.Shared;

namespace CalicoTools.Benchmarks;

/// <summary>A pwsh without a profile, given commands as at its prompt.</summary>
internal sealed class PwshSession : IDisposable
{
    private const string Done = "<done>";
    private const string Failed = "<failed>";

    private readonly Process _shell = Process.Start(new ProcessStartInfo(
        PowerShellProgram.Name, PowerShellProgram.Arguments("-NonInteractive", "-Command", "-"))
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

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

    // Killed: after an error elsewhere it may be in the middle of a command that waits for a cluster that is gone.
    public void Dispose()
    {
        _shell.Kill();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
