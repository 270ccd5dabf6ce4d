using System.Globalization;
using System.Text.Json.Nodes;
using CalicoTools.Cluster.Objects;

namespace CalicoTools.Cluster.Rollout;

/// <summary>The errors of roll-outs that do not come to their end.</summary>
internal static class RolloutErrors
{
    private const string SeeLog = "See what the container writes to its log (kubectl logs), correct it and run the command again.";

    public static ClusterException Fatal(ContainerFault fault, LogLine known, string line) => new(
        "CalicoStartupFailed",
        ErrorKind.InvalidData,
        $"{Subject(fault)} cannot start: {known.Cause} It says: {line}",
        known.Remedy,
        fault.Pod);

    public static ClusterException Hopeless(ContainerFault fault, string log) => fault.Kind switch
    {
        FaultKind.ImageName => new(
            "ImageNameMalformed",
            ErrorKind.InvalidData,
            $"{Subject(fault)} names an image that is none: {fault.Image}.{Told(fault.Message)}",
            "Correct the image's name with -ImageRegistry, or in the manifest.",
            fault.Pod),
        FaultKind.ImagePull => new(
            "ImagePullFailed",
            ErrorKind.NotFound,
            $"{Subject(fault)} has waited a minute for its image {fault.Image}, which cannot be pulled.{Told(fault.Message)}",
            LogLine.Find(fault.Message)?.Known.Remedy ??
                "Check that the nodes reach the registry and that it has the image; use a mirror with -ImageRegistry, credentials with -ImagePullSecret.",
            fault.Pod),
        _ => new(
            fault.IsInit ? "InitContainerFailed" : "ContainerCrashed",
            ErrorKind.InvalidData,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Subject(fault)} ended with an error and was started again {fault.Restarts} times.{Reason(log, fault.Message)}"),
            LogLine.Find(log)?.Known.Remedy ?? SeeLog,
            fault.Pod),
    };

    public static ClusterException TimedOut(TimeSpan timeout, RolloutState state, IReadOnlyList<string> reasons) => new(
        "RolloutTimedOut",
        ErrorKind.TimedOut,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Not rolled out within {timeout.TotalSeconds:0} seconds: {Missing(state)}.{string.Concat(reasons.Select(static reason => $" {reason}"))}"),
        reasons.Select(static reason => LogLine.Find(reason)?.Known.Remedy).FirstOrDefault(static remedy => remedy is not null) ??
            "What was applied stays. Run the same command again to go on waiting, with a longer -Timeout where the cluster is slow.",
        state.Workloads.First(static workload => workload.Missing is not null).Workload);

    /// <summary>Tells why a container is not ready.</summary>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="log">The end of what it told; empty when that cannot be read.</param>
    /// <returns>Sentences.</returns>
    public static string Describe(ContainerFault fault, string log) => $"{Subject(fault)} fails.{Reason(log, fault.Message)}";

    /// <summary>Tells why a pod is not ready or not there.</summary>
    /// <param name="item">The pod or its owner.</param>
    /// <param name="warning">The last warning on it.</param>
    /// <returns>A sentence.</returns>
    public static string Describe(JsonObject item, string warning) =>
        $"{item.Text("kind") ?? "Pod"} {item.Namespace()}/{item.Name()}: {warning.ReplaceLineEndings(" ").Trim()}";

    private static string Missing(RolloutState state) => string.Join(
        "; ",
        state.Workloads.Where(static workload => workload.Missing is not null)
            .Select(static workload => $"{workload.Workload}: {workload.Missing}"));

    private static string Reason(string log, string message) =>
        LogLine.Find(log) is { } found ? $" {found.Known.Cause} It says: {found.Line}"
        : log.AsSpan().Trim().Length > 0 ? $" Its last line: {log.TrimEnd().Split('\n')[^1].Trim()}"
        : Told(message);

    private static string Told(string message) => message.Length == 0 ? "" : $" The kubelet says: {message}";

    private static string Subject(ContainerFault fault)
    {
        var text = fault.ToString();
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
