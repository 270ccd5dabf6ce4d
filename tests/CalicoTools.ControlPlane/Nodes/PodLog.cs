namespace CalicoTools.ControlPlane.Nodes;

/// <summary>The logs a kubelet would hand out of a pod's containers.</summary>
internal static class PodLog
{
    /// <summary>Reads a log.</summary>
    /// <returns>The log; or that there is none, and why.</returns>
    public static (bool Found, string Text) Read(FakePod pod, PodFate fate, LogRequest request)
    {
        if (request.Container != fate.Container)
        {
            var hasRun = PodStatus.IsInitialized(pod, fate)
                || pod.InitContainers.TakeWhile(container => container.Name != fate.Container)
                    .Any(container => container.Name == request.Container);
            return (hasRun, request) switch
            {
                (false, _) => Waits(request, "PodInitializing"),
                (_, { IsPrevious: true }) => HasNoPrevious(request),
                _ => (true, $"{request.Container} runs nowhere: its kubelet is a fake.\n"),
            };
        }

        if (fate is { WaitingReason: { } reason, ExitCode: null })
        {
            return Waits(request, reason is "ErrImagePull" or "ImagePullBackOff" ? "trying and failing to pull image" : reason);
        }

        return request.IsPrevious && fate.Restarts == 0
            ? HasNoPrevious(request)
            : (true, string.Concat(fate.Lines.Select(static line => line + '\n')));
    }

    private static (bool Found, string Text) Waits(LogRequest request, string reason) =>
        (false, $"container \"{request.Container}\" in pod \"{request.Pod}\" is waiting to start: {reason}");

    private static (bool Found, string Text) HasNoPrevious(LogRequest request) =>
        (false, $"previous terminated container \"{request.Container}\" in pod \"{request.Pod}\" not found");
}
