namespace CalicoTools.Cluster.Rollout;

/// <summary>Tells failures that do not heal from those that may. Remembers since when images and containers have failed.</summary>
/// <param name="clock">Measures how long.</param>
internal sealed class FailureDetector(TimeProvider clock)
{
    private const int Restarts = 3;

    // A registry may be busy for a moment. What keeps a container from being created is local to the cluster.
    private static readonly TimeSpan s_pulling = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_creating = TimeSpan.FromSeconds(20);

    private Dictionary<(KubernetesResource Pod, string Container, FaultKind Kind), long> _since = [];

    /// <summary>Finds a fault that waiting does not heal.</summary>
    /// <param name="faults">What is wrong now.</param>
    /// <returns>The fault; null when all may still heal.</returns>
    public ContainerFault? FindHopeless(IReadOnlyList<ContainerFault> faults)
    {
        _since = faults.ToDictionary(Key, fault => _since.TryGetValue(Key(fault), out var since) ? since : clock.GetTimestamp());
        return faults.FirstOrDefault(fault => fault.Kind switch
        {
            FaultKind.ImageName => true,
            FaultKind.ImagePull => Time(fault) >= s_pulling,
            FaultKind.NotCreated => Time(fault) >= s_creating,
            FaultKind.CrashLoop => fault.Restarts >= Restarts,
            _ => false,
        });
    }

    private TimeSpan Time(ContainerFault fault) => clock.GetElapsedTime(_since[Key(fault)]);

    private static (KubernetesResource Pod, string Container, FaultKind Kind) Key(ContainerFault fault) =>
        (fault.Pod, fault.Container, fault.Kind);
}
