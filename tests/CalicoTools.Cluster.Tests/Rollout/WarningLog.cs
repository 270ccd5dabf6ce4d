namespace CalicoTools.Cluster.Tests.Rollout;

/// <summary>Remembers what the engine warns of and how far it says it has come.</summary>
internal sealed class WarningLog : ICommandLog
{
    public List<string> Warnings { get; } = [];

    public List<(string Activity, int Done, int Total)> Steps { get; } = [];

    public void Verbose(string message)
    {
    }

    public void Warning(string message) => Warnings.Add(message);

    public void Progress(string activity, int done, int total) => Steps.Add((activity, done, total));
}
