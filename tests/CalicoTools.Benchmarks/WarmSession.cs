using System.Management.Automation;
using CalicoTools.Host;

namespace CalicoTools.Benchmarks;

/// <summary>A session in which the module has been imported, as at a prompt.</summary>
internal sealed class WarmSession : IDisposable
{
    private readonly Terminal _terminal = new(TextReader.Null, TextWriter.Null, TextWriter.Null);
    private readonly HostSession _session;

    public WarmSession() => _session = HostSession.Create(_terminal);

    /// <summary>Runs a command; an error ends the benchmark.</summary>
    /// <param name="command">The command.</param>
    public void Run(string command)
    {
        using var shell = PowerShell.Create(_session.Runspace);
        shell.AddScript(command).Invoke();
        if (shell.HadErrors)
        {
            throw new InvalidOperationException($"{command}: {shell.Streams.Error[0]}");
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _terminal.Dispose();
    }
}
