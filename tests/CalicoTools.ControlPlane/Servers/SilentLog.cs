namespace CalicoTools.ControlPlane.Servers;

/// <summary>For certificates that nobody watches being issued.</summary>
internal sealed class SilentLog : ICommandLog
{
    public void Verbose(string message)
    {
    }

    public void Warning(string message)
    {
    }

    public void Progress(string activity, int done, int total)
    {
    }
}
