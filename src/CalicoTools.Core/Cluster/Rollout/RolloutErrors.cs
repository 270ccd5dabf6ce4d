using System.Globalization;

namespace CalicoTools.Cluster.Rollout;

/// <summary>The errors of roll-outs that fail.</summary>
internal static class RolloutErrors
{
    public static ClusterException Fatal(ContainerFault fault, LogLine known, string line) => new(
        "CalicoStartupFailed",
        ErrorKind.InvalidData,
        $"{Subject(fault)} cannot start: {known.Cause} It says: {Quoted(line)}",
        known.Remedy,
        fault.Pod);

    public static ClusterException Hopeless(ContainerFault fault, string log) => fault.Kind switch
    {
        FaultKind.ImageName => new(
            "ImageNameMalformed",
            ErrorKind.InvalidData,
            $"{Subject(fault)} has an invalid image name: {fault.Image}.{Kubelet(fault)}",
            "Correct the image's name with -ImageRegistry, or in the manifest.",
            fault.Pod),
        FaultKind.ImagePull => new(
            "ImagePullFailed",
            ErrorKind.NotFound,
            $"{Subject(fault)} has waited a minute for its image {fault.Image}, which cannot be pulled.{Explained(fault, LogLine.FindForImage(fault.Message))}",
            LogLine.FindForImage(fault.Message)?.Remedy ??
                "Check that the nodes reach the registry and that it has the image; use a mirror with -ImageRegistry, credentials with -ImagePullSecret.",
            fault.Pod),
        FaultKind.NotCreated => new(
            "ContainerNotCreated",
            ErrorKind.InvalidData,
            $"{Subject(fault)} cannot be created.{Explained(fault, LogLine.FindForContainer(fault.Message))}",
            LogLine.FindForContainer(fault.Message)?.Remedy ?? "Correct what the kubelet names, then run the command again.",
            fault.Pod),
        _ => new(
            fault.IsInit ? "InitContainerFailed" : "ContainerCrashed",
            ErrorKind.InvalidData,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Subject(fault)} exited with an error and was restarted {fault.Restarts} times.{Reason(log, fault)}"),
            LogLine.Find(log)?.Known.Remedy ?? SeeLog(fault),
            fault.Pod),
    };

    /// <summary>The error of a roll-out that took too long.</summary>
    /// <param name="timeout">The time the user gave, for all of the command.</param>
    /// <param name="state">The state at its end.</param>
    /// <param name="reasons">Why parts are not ready.</param>
    /// <returns>The error.</returns>
    public static ClusterException TimedOut(TimeSpan timeout, RolloutState state, IReadOnlyList<RolloutReason> reasons) => new(
        "RolloutTimedOut",
        ErrorKind.TimedOut,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Not rolled out within {timeout.TotalSeconds:0} seconds: {Missing(state)}.{string.Concat(reasons.Select(static reason => $" {reason.Text}"))}"),
        reasons.Select(static reason => reason.Remedy).FirstOrDefault(static remedy => remedy is not null) ??
            "What was applied stays. Run the same command again to go on waiting, with a longer -Timeout where the cluster is slow.",
        state.Workloads.First(static workload => workload.Missing is not null).Workload);

    /// <summary>Tells why a container is not ready.</summary>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="log">The end of its log; empty when that cannot be read.</param>
    /// <returns>The reason.</returns>
    public static RolloutReason Describe(ContainerFault fault, string log)
    {
        var known = fault.Kind switch
        {
            FaultKind.ImagePull => LogLine.FindForImage(fault.Message),
            FaultKind.NotCreated => LogLine.FindForContainer(fault.Message),
            _ => null,
        };
        return known is null
            ? new RolloutReason($"{Subject(fault)} fails.{Reason(log, fault)}", LogLine.Find(log)?.Known.Remedy)
            : new RolloutReason($"{Subject(fault)} fails.{Explained(fault, known)}", known.Remedy);
    }

    /// <summary>Tells why a pod is not ready or not there.</summary>
    /// <param name="item">The pod or its owner.</param>
    /// <param name="events">What its events say, the newest first; at least one.</param>
    /// <returns>The reason: the event that explains most, or else the newest.</returns>
    public static RolloutReason Describe(KubernetesResource item, IReadOnlyList<string> events)
    {
        (string Text, LogLine? Known)[] found = [.. events.Select(static text => (text, LogLine.FindForEvent(text)))];
        var (text, known) = LogLine.Known
            .Select(line => Array.Find(found, one => one.Known == line))
            .FirstOrDefault(static one => one.Known is not null, found[0]);
        return new RolloutReason($"{item}: {(known is null ? "" : $"{known.Cause} It says: ")}{Quoted(text)}", known?.Remedy);
    }

    private static string Missing(RolloutState state) => string.Join(
        "; ",
        state.Workloads.Where(static workload => workload.Missing is not null)
            .Select(static workload => $"{workload.Workload}: {workload.Missing}"));

    private static string Reason(string log, ContainerFault fault) =>
        LogLine.Find(log) is { } found ? $" {found.Known.Cause} It says: {Quoted(found.Line)}"
        : LogLine.Last(log) is { } last ? $" Its last line: {Quoted(last)}"
        : Kubelet(fault);

    private static string Explained(ContainerFault fault, LogLine? known) => (known is null ? "" : $" {known.Cause}") + Kubelet(fault);

    private static string Kubelet(ContainerFault fault) => fault.Message.Length == 0 ? "" : $" The kubelet says: {Quoted(fault.Message)}";

    // Text from elsewhere is one sentence of the message, and the next one follows.
    private static string Quoted(string text)
    {
        var shown = DisplayText.Excerpt(text.ReplaceLineEndings(" "));
        return shown.EndsWith('.') || shown.EndsWith('…') ? shown : $"{shown}.";
    }

    private static string SeeLog(ContainerFault fault) =>
        $"See its log (kubectl logs -n {fault.Pod.Namespace} {fault.Pod.Name} -c {fault.Container} --previous), correct the cause and run the command again.";

    private static string Subject(ContainerFault fault)
    {
        var text = fault.ToString();
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
