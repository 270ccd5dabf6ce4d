using CalicoTools.Shared;

namespace CalicoTools.Benchmarks;

/// <summary>
/// A session in which the module has been imported. To hand over one line and wait for its answer takes as long as a small command does,
/// so a line runs its command several times.
/// </summary>
internal sealed class WarmSession : IDisposable
{
    /// <summary>How many times <see cref="Repeat"/> runs a command.</summary>
    public const int Times = 10;

    private readonly PwshSession _session = new();

    public WarmSession() => Run($"Import-Module '{StagedModule.Manifest}'");

    /// <inheritdoc cref="PwshSession.Run"/>
    public void Run(string command) => _session.Run(command);

    /// <summary>Runs a command <see cref="Times"/> times.</summary>
    /// <param name="command">The command, in one line; in it, <c>$i</c> is the number of the run.</param>
    public void Repeat(string command) => Run($"foreach ($i in 1..{Times}) {{ {command} | Out-Null }}");

    public void Dispose() => _session.Dispose();
}
