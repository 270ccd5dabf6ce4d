using System.Diagnostics;
using CalicoTools.Host;

namespace CalicoTools.Benchmarks;

/// <summary>A pwsh in which the module has been imported, given commands as at its prompt.</summary>
internal sealed class WarmSession : IDisposable
{
    private const string Done = "<done>";

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

    /// <summary>Runs a command and waits for its end; an error ends the benchmark.</summary>
    /// <param name="command">The command, in one line.</param>
    public void Run(string command)
    {
        _shell.StandardInput.WriteLine($"try {{ $ErrorActionPreference = 'Stop'; {command} | Out-Null; '{Done}' }} catch {{ \"$_\" }}");
        _shell.StandardInput.Flush();
        var answer = _shell.StandardOutput.ReadLine();
        if (answer?.EndsWith(Done, StringComparison.Ordinal) != true)
        {
            throw new InvalidOperationException($"{command}: {answer}");
        }
    }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
