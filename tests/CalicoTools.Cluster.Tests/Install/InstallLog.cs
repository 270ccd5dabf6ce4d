namespace CalicoTools.Cluster.Tests.Install;

/// <summary>What the engine tells; can act when the first object is written.</summary>
internal sealed class InstallLog(Action? onWrite = null) : ICommandLog
{
    private readonly List<string> _messages = [];

    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    public void Verbose(string message) => Add(message);

    public void Warning(string message) => Add(message);

    public void Progress(string activity, int done, int total)
    {
        if (activity == "Applying")
        {
            onWrite?.Invoke();
        }
    }

    private void Add(string message)
    {
        lock (_messages)
        {
            _messages.Add(message);
        }
    }
}
