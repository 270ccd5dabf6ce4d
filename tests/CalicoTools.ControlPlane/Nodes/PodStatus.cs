using System.Globalization;
using System.Text.Json.Nodes;

namespace CalicoTools.ControlPlane.Nodes;

/// <summary>The status a kubelet would report of a pod.</summary>
internal sealed class PodStatus
{
    private readonly FakePod _pod;
    private readonly PodFate _fate;
    private readonly string _now = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private PodStatus(FakePod pod, PodFate fate)
    {
        _pod = pod;
        _fate = fate;
    }

    private enum Stage
    {
        Waiting,
        Running,
        Done,
    }

    /// <summary>Whether all init containers of a pod of this fate have done their work.</summary>
    public static bool IsInitialized(FakePod pod, PodFate fate) => pod.InitContainers.All(container => container.Name != fate.Container);

    /// <summary>Whether a pod of this fate has installed a CNI plug-in on its node.</summary>
    public static bool HasInstalledNetwork(FakePod pod, PodFate fate) =>
        IsInitialized(pod, fate) && pod.InitContainers.Any(static container => container.Name == "install-cni");

    /// <summary>The status of a pod whose first container is being made.</summary>
    public static JsonObject Starting(FakePod pod, FakeNode node) => new PodStatus(pod, PodFate.Ready).Build(node, started: false);

    /// <summary>The status of a pod that has met its fate.</summary>
    public static JsonObject Of(FakePod pod, PodFate fate, FakeNode node) => new PodStatus(pod, fate).Build(node, started: true);

    /// <summary>What changes in a pod whose node is dead.</summary>
    public static JsonObject Abandoned(FakePod pod)
    {
        var conditions = pod.Value["status"]?["conditions"]?.DeepClone().AsArray() ?? [];
        foreach (var condition in conditions.Where(static condition => (string?)condition!["type"] == "Ready"))
        {
            condition!["status"] = "False";
        }

        return new() { ["status"] = new JsonObject { ["conditions"] = conditions } };
    }

    private JsonObject Build(FakeNode node, bool started)
    {
        var isInitialized = started && IsInitialized(_pod, _fate);
        var isReady = isInitialized && _fate.Container is null;
        var status = new JsonObject
        {
            ["phase"] = isInitialized ? Phase() : "Pending",
            ["hostIP"] = node.Address,
            ["startTime"] = _now,
            ["conditions"] = new JsonArray(
                Condition("Initialized", isInitialized, "ContainersNotInitialized"),
                Condition("Ready", isReady, "ContainersNotReady"),
                Condition("ContainersReady", isReady, "ContainersNotReady"),
                Condition("PodScheduled", true, "")),
            ["initContainerStatuses"] = Containers(_pod.InitContainers, started, Stage.Done),
            ["containerStatuses"] = Containers(_pod.MainContainers, isInitialized, Stage.Running),
        };
        if (_pod.IsOnHostNetwork || isInitialized)
        {
            var address = _pod.IsOnHostNetwork ? node.Address : node.PodAddress;
            status["podIP"] = address;
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address });
        }

        return status;
    }

    // What is not done or not ready yet, as the conditions list it.
    private string Missing(string condition)
    {
        var containers = condition == "Initialized" ? _pod.InitContainers.SkipWhile(one => one.Name != _fate.Container) : _pod.MainContainers
            .Where(one => one.Name == _fate.Container || !IsInitialized(_pod, _fate));
        return string.Join(' ', containers.Select(static one => one.Name));
    }

    private string Phase() => _fate.WaitingReason is "ErrImagePull" or "ImagePullBackOff" ? "Pending" : "Running";

    private JsonObject Condition(string type, bool isTrue, string reason)
    {
        var condition = new JsonObject { ["type"] = type, ["status"] = isTrue ? "True" : "False", ["lastTransitionTime"] = _now };
        if (!isTrue)
        {
            var words = type == "Initialized" ? "incomplete" : "unready";
            condition["reason"] = reason;
            condition["message"] = $"containers with {words} status: [{Missing(type)}]";
        }

        return condition;
    }

    private JsonArray Containers(IReadOnlyList<(string Name, string Image)> containers, bool started, Stage stage)
    {
        var statuses = new JsonArray();
        foreach (var (name, image) in containers)
        {
            var isCulprit = started && name == _fate.Container;
            statuses.Add(isCulprit ? Culprit(name, image) : Container(name, image, State(started ? stage : Stage.Waiting), started));

            // Init containers run one after the other.
            started &= !isCulprit || stage == Stage.Running;
        }

        return statuses;
    }

    private JsonObject Culprit(string name, string image)
    {
        var ended = _fate.ExitCode is { } code ? Terminated(code, "Error") : null;
        var state = _fate.WaitingReason is { } reason ? Waiting(reason, Message()) : ended ?? State(Stage.Running);
        var status = Container(name, image, state, isReady: false);
        status["restartCount"] = _fate.Restarts;
        if (ended is not null && (_fate.WaitingReason is not null || _fate.Restarts > 0))
        {
            status["lastState"] = ended.DeepClone();
        }

        return status;
    }

    private string Message() => _fate.WaitingReason == "CrashLoopBackOff"
        ? $"{_fate.Message} pod={_pod.Name}_{_pod.Namespace}({_pod.Uid})"
        : _fate.Message;

    private static JsonObject Container(string name, string image, JsonObject state, bool isReady) => new()
    {
        ["name"] = name,
        ["image"] = state.ContainsKey("waiting") ? image : image.Replace("quay.io/", "docker.io/", StringComparison.Ordinal),
        ["imageID"] = state.ContainsKey("waiting") ? "" : $"sha256:{new string('0', 64)}",
        ["ready"] = isReady,
        ["started"] = isReady,
        ["restartCount"] = 0,
        ["state"] = state,
        ["lastState"] = new JsonObject(),
    };

    private JsonObject State(Stage stage) => stage switch
    {
        Stage.Running => new JsonObject { ["running"] = new JsonObject { ["startedAt"] = _now } },
        Stage.Done => Terminated(0, "Completed"),
        _ => Waiting(_pod.InitContainers.Count > 0 ? "PodInitializing" : "ContainerCreating", ""),
    };

    private JsonObject Terminated(int exitCode, string reason) => new()
    {
        ["terminated"] = new JsonObject { ["exitCode"] = exitCode, ["reason"] = reason, ["startedAt"] = _now, ["finishedAt"] = _now },
    };

    private static JsonObject Waiting(string reason, string message) =>
        new() { ["waiting"] = new JsonObject { ["reason"] = reason, ["message"] = message } };
}
