namespace CalicoTools.Core.Tests.Manifests.Settings;

/// <summary>Remembers what the engine tells, from whatever thread.</summary>
internal sealed class CommandLog : ICommandLog
{
    public List<string> Messages { get; } = [];

    public List<string> Warnings { get; } = [];

    public void Verbose(string message) => Add(Messages, message);

    public void Warning(string message) => Add(Warnings, message);

    public void Progress(string activity, int done, int total)
    {
    }

    private static void Add(List<string> messages, string message)
    {
        lock (messages)
        {
            messages.Add(message);
        }
    }
}
