namespace CalicoTools.Core.Tests.Manifests.Settings;

/// <summary>Remembers what the engine tells.</summary>
internal sealed class CommandLog : ICommandLog
{
    public List<string> Messages { get; } = [];

    public List<string> Warnings { get; } = [];

    public void Verbose(string message) => Messages.Add(message);

    public void Warning(string message) => Warnings.Add(message);

    public void Progress(string activity, int done, int total)
    {
    }
}
