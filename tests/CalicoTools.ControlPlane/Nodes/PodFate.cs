namespace CalicoTools.ControlPlane.Nodes;

/// <summary>What becomes of a pod on a fake node.</summary>
public sealed record PodFate
{
    private PodFate()
    {
    }

    /// <summary>It runs and is ready.</summary>
    public static PodFate Ready { get; } = new();

    /// <summary>How long it takes until that is so; until then the pod's first container is being made.</summary>
    public TimeSpan After { get; init; }

    /// <summary>The container it hangs on, an init container or another; null when all is well.</summary>
    public string? Container { get; private init; }

    /// <summary>What the container waits for, as a kubelet names it; null when it does not wait.</summary>
    internal string? WaitingReason { get; private init; }

    /// <summary>What is the matter, in a kubelet's words.</summary>
    internal string Message { get; private init; } = "";

    /// <summary>The exit code the container ended with; null when it did not end.</summary>
    internal int? ExitCode { get; private init; }

    /// <summary>How often the container was started again.</summary>
    internal int Restarts { get; private init; }

    /// <summary>What the container logged.</summary>
    internal IReadOnlyList<string> Lines { get; private init; } = [];

    /// <summary>It runs, and its readiness probe fails.</summary>
    /// <param name="container">The container.</param>
    /// <param name="probe">What the probe prints, as in the kubelet's event.</param>
    public static PodFate NotReady(string container, string probe) => new() { Container = container, Message = probe };

    /// <summary>A container, init container or not, has just ended with an error and is not yet started again.</summary>
    /// <param name="container">The container.</param>
    /// <param name="exitCode">With what it ended.</param>
    /// <param name="lines">What it logged.</param>
    public static PodFate Error(string container, int exitCode, params IReadOnlyList<string> lines) =>
        new() { Container = container, ExitCode = exitCode, Lines = lines };

    /// <summary>A container, init container or not, ends again and again; the kubelet waits before it starts it once more.</summary>
    /// <param name="container">The container.</param>
    /// <param name="restarts">How often it was started again.</param>
    /// <param name="lines">What it logged.</param>
    public static PodFate CrashLoop(string container, int restarts, params IReadOnlyList<string> lines) => new()
    {
        Container = container,
        WaitingReason = "CrashLoopBackOff",
        Message = $"back-off {BackOff(restarts)} restarting failed container={container}",
        ExitCode = 1,
        Restarts = restarts,
        Lines = lines,
    };

    /// <summary>A container cannot be created.</summary>
    /// <param name="container">The container.</param>
    /// <param name="reason">What the kubelet calls it: CreateContainerConfigError or CreateContainerError.</param>
    /// <param name="message">Why.</param>
    public static PodFate NotCreated(string container, string reason, string message) =>
        new() { Container = container, WaitingReason = reason, Message = message };

    /// <summary>The image of a container cannot be pulled.</summary>
    /// <param name="container">The container.</param>
    /// <param name="message">Why, as the container runtime says.</param>
    public static PodFate ErrImagePull(string container, string message) =>
        new() { Container = container, WaitingReason = "ErrImagePull", Message = message };

    /// <summary>The image of a container could not be pulled; the kubelet waits before it tries once more.</summary>
    /// <param name="container">The container.</param>
    /// <param name="image">The image.</param>
    public static PodFate ImagePullBackOff(string container, string image) =>
        new() { Container = container, WaitingReason = "ImagePullBackOff", Message = $"Back-off pulling image \"{image}\"" };

    // Twice as long each time, up to five minutes.
    private static string BackOff(int restarts) => restarts switch
    {
        <= 1 => "10s",
        2 => "20s",
        3 => "40s",
        4 => "1m20s",
        5 => "2m40s",
        _ => "5m0s",
    };
}
