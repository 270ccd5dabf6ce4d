namespace CalicoTools.Host;

/// <summary>Lets Ctrl-C stop what the session runs instead of the process; with nothing running, it ends the process as usual.</summary>
internal sealed class InterruptHandler : IDisposable
{
    private readonly HostSession _session;

    public InterruptHandler(HostSession session)
    {
        _session = session;
        Console.CancelKeyPress += Stop;
    }

    public void Dispose() => Console.CancelKeyPress -= Stop;

    private void Stop(object? sender, ConsoleCancelEventArgs pressed) => pressed.Cancel = _session.Stop();
}
