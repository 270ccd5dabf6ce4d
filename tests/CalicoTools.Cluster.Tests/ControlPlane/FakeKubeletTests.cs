using System.Diagnostics;
using CalicoTools.ControlPlane;
using CalicoTools.ControlPlane.Nodes;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>What kubectl sees of fake nodes and of what becomes of their pods.</summary>
public sealed class FakeKubeletTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private const string Waits = "Back-off pulling image \"x\"";
    private const string ReadyCondition = ".conditions[?(@.type=='Ready')].status";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private LocalCluster Cluster => fixture.Cluster;

    /// <summary>How a pod fails; its phase then, a field of its status and that field's value; and its container's log.</summary>
    public static TheoryData<string, PodFate, string, string, string, string> Fates => new()
    {
        { "ends", PodFate.Error("prepare", 3, "hm", "gone"), "Pending", "initContainerStatuses[0].state.terminated.exitCode", "3", "gone" },
        { "loops", PodFate.CrashLoop("prepare", 4, "gone"), "Pending", "initContainerStatuses[0].restartCount", "4", "gone" },
        { "crashes", PodFate.CrashLoop("main", 5, "hm"), "Running", "containerStatuses[0].state.waiting.reason", "CrashLoopBackOff", "hm" },
        { "pulls", PodFate.ErrImagePull("main", "unknown"), "Pending", "containerStatuses[0].state.waiting.message", "unknown", "" },
        { "waits", PodFate.ImagePullBackOff("prepare", "x"), "Pending", "initContainerStatuses[0].state.waiting.message", Waits, "" },
        { "unready", PodFate.NotReady("main", "hm"), "Running", "containerStatuses[0].ready", "false", "" },
    };

    [ClusterTheory]
    [MemberData(nameof(Fates), DisableDiscoveryEnumeration = true)]
    public void A_pod_meets_the_fate_it_is_given(string name, PodFate fate, string phase, string field, string value, string log)
    {
        Doom(name, fate);
        Workload.Apply(Cluster, name);
        Await(value, () => OfPod(name, $"status.{field}"));
        Assert.Equal(phase, OfPod(name, "status.phase"));
        var read = Kubectl.Try(Cluster.Administrator, "logs", OfPod(name, "metadata.name"), "-c", fate.Container!, "--tail=1");
        Assert.Equal(log, read.Output.Trim());
        Assert.Equal(name is "pulls" or "waits", read.Error.Contains("is waiting to start", StringComparison.Ordinal));
    }

    [ClusterFact]
    public void What_a_readiness_probe_prints_is_in_an_event()
    {
        Doom("probed", PodFate.NotReady("main", "BIRD is not ready"));
        Workload.Apply(Cluster, "probed");
        string[] query = ["events", "--field-selector=reason=Unhealthy", "--no-headers"];
        Await("True", () => $"{Get(query).Contains("Readiness probe failed: BIRD is not ready", StringComparison.Ordinal)}");
    }

    [ClusterFact]
    public void A_slow_pod_takes_its_time()
    {
        var time = TimeSpan.FromSeconds(3);
        Doom("slow", PodFate.Ready with { After = time });
        var waiting = Stopwatch.StartNew();
        Workload.Apply(Cluster, "slow");
        Workload.AwaitRollout(Cluster, "slow");
        Assert.True(waiting.Elapsed > time);
    }

    [ClusterFact]
    public void A_changed_mind_changes_the_pods_that_are_there()
    {
        Doom("healed", PodFate.CrashLoop("prepare", 1));
        Workload.Apply(Cluster, "healed");
        Await("CrashLoopBackOff", () => OfPod("healed", "status.initContainerStatuses[0].state.waiting.reason"));
        Doom("healed", PodFate.Ready);
        Workload.AwaitRollout(Cluster, "healed");
    }

    [ClusterFact]
    public void A_new_image_replaces_the_pods()
    {
        Workload.Apply(Cluster, "rolled");
        Workload.AwaitRollout(Cluster, "rolled");
        Workload.Apply(Cluster, "rolled", "example.org/main:2");
        Workload.AwaitRollout(Cluster, "rolled");
        Assert.Equal("example.org/main:2", OfPod("rolled", "spec.containers[0].image"));
    }

    [ClusterFact]
    public async Task Nodes_are_ready_once_a_network_is_installed_and_unknown_while_they_are_dead()
    {
        await using var cluster = await LocalCluster.StartAsync();
        await cluster.Nodes.AddAsync(1);
        Assert.Equal("False", Ready());
        Workload.Apply(cluster, "network", init: "install-cni");
        Await("True", Ready);
        Workload.AwaitRollout(cluster, "network");

        await cluster.Nodes.DieAsync("node-0");
        Assert.Equal("Unknown", Ready());
        Await("False", () => Kubectl.Run(cluster.Administrator, "get", "pods", "-o", $"jsonpath={{.items[0].status{ReadyCondition}}}"));

        await cluster.Nodes.ReviveAsync("node-0");
        Assert.Equal("True", Ready());
        Workload.AwaitRollout(cluster, "network");

        string Ready() => Kubectl.Run(cluster.Administrator, "get", "nodes", "-o", $"jsonpath={{.items[0].status{ReadyCondition}}}");
    }

    private static void Await(string expected, Func<string> actual)
    {
        var waiting = Stopwatch.StartNew();
        while (waiting.Elapsed < s_patience && actual() != expected)
        {
            Thread.Sleep(200);
        }

        Assert.Equal(expected, actual());
    }

    // All pods are ready but the named ones.
    private void Doom(string app, PodFate fate)
    {
        var others = Cluster.Nodes.Fate;
        Cluster.Nodes.Fate = pod => pod.App == app ? fate : others(pod);
    }

    private string OfPod(string app, string field) => Get("pods", "-l", $"k8s-app={app}", "-o", $"jsonpath={{.items[0].{field}}}");

    private string Get(params IEnumerable<string> arguments) => Kubectl.Try(Cluster.Administrator, ["get", .. arguments]).Output.Trim();
}
