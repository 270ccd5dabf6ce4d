namespace CalicoTools.Cluster.Rollout;

/// <summary>Tells what cannot heal from what still may. Remembers since when images have failed to be pulled.</summary>
/// <param name="clock">Measures how long.</param>
internal sealed class RolloutPatience(TimeProvider clock)
{
    private const int Restarts = 3;
    private static readonly TimeSpan s_pulling = TimeSpan.FromSeconds(60);

    private Dictionary<(KubernetesResource Pod, string Container), long> _pulling = [];

    /// <summary>Finds a fault that waiting does not heal.</summary>
    /// <param name="faults">What is wrong now.</param>
    /// <returns>The fault; null when all may still heal.</returns>
    public ContainerFault? FindHopeless(IReadOnlyList<ContainerFault> faults)
    {
        _pulling = faults
            .Where(static fault => fault.Kind == FaultKind.ImagePull)
            .ToDictionary(Key, fault => _pulling.TryGetValue(Key(fault), out var since) ? since : clock.GetTimestamp());
        return faults.FirstOrDefault(fault => fault.Kind switch
        {
            FaultKind.ImageName => true,
            FaultKind.ImagePull => clock.GetElapsedTime(_pulling[Key(fault)]) >= s_pulling,
            FaultKind.CrashLoop => fault.Restarts >= Restarts,
            _ => false,
        });
    }

    private static (KubernetesResource Pod, string Container) Key(ContainerFault fault) => (fault.Pod, fault.Container);
}
