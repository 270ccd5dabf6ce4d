using CalicoTools.Cluster.Rollout;
using static CalicoTools.Core.Tests.Cluster.Rollout.ShownCluster;

namespace CalicoTools.Core.Tests.Cluster.Rollout;

public sealed class RolloutStateTests
{
    private const string Crashing = """{"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 5m0s"}}""";
    private readonly ShownCluster _cluster = new(3);

    [Fact]
    public void All_ready_is_complete()
    {
        Assert.True(State.IsComplete);
        Assert.Equal([3, 1], State.Workloads.Select(static workload => workload.Done));
        Assert.Empty(State.Faults);
    }

    [Fact]
    public void A_workload_that_is_not_there_is_missing()
    {
        var state = RolloutState.Of([NodeAgent with { Name = "other" }], _cluster.Snapshot);
        Assert.Equal("it does not exist", Assert.Single(state.Workloads).Missing);
    }

    [Fact]
    public void A_change_that_was_not_seen_yet_is_not_complete()
    {
        _cluster.DaemonSet["metadata"]!["generation"] = 5;
        Assert.Contains("has not seen it", State.Workloads[0].Missing, StringComparison.Ordinal);
        Assert.Equal((0, 3), (State.Workloads[0].Done, State.Workloads[0].Total));
    }

    [Fact]
    public void Pods_of_the_template_before_do_not_count()
    {
        _cluster.PodOn(2)["metadata"]!["labels"]!["pod-template-generation"] = "1";
        _cluster.Counting(_cluster.DaemonSet, "updatedNumberScheduled", 2);
        Assert.Equal((2, 3), (State.Workloads[0].Done, State.Workloads[0].Total));
        Assert.Contains("2 are of the new template", State.Workloads[0].Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_in_the_template_before_is_no_fault_of_this_one()
    {
        _cluster.Failing(_cluster.PodOn(2), Crashing, restarts: 9);
        _cluster.PodOn(2)["metadata"]!["labels"]!["pod-template-generation"] = "1";
        _cluster.Failing(_cluster.ControllersPod, Crashing, restarts: 9);
        _cluster.ControllersPod["metadata"]!["ownerReferences"]![0]!["uid"] = "replicas-1";
        Assert.False(State.IsComplete);
        Assert.Empty(State.Faults);
    }

    [Fact]
    public void Old_pods_of_a_deployment_have_to_go()
    {
        _cluster.Counting(_cluster.Deployment, "replicas", 2);
        Assert.Contains("1 pods of the old template", State.Workloads[1].Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Pods_on_their_way_out_do_not_count()
    {
        _cluster.PodOn(1)["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        Assert.Equal(2, State.Workloads[0].Done);
    }

    [Fact]
    public void A_node_of_which_nothing_is_heard_is_not_awaited()
    {
        _cluster.NodeReady(2, "Unknown").Failing(_cluster.PodOn(2), Crashing, restarts: 9);
        Assert.True(State.IsComplete);
        Assert.Equal((2, 2), (State.Workloads[0].Done, State.Workloads[0].Total));
        Assert.Empty(State.Faults);
        Assert.Equal(["n2"], _cluster.Snapshot.DeadNodes);
    }

    [Fact]
    public void A_dead_node_does_not_stand_in_for_one_that_is_alive()
    {
        _cluster.NodeReady(2, "Unknown").Failing(_cluster.PodOn(3), Crashing);
        Assert.Equal((1, 2), (State.Workloads[0].Done, State.Workloads[0].Total));
    }

    [Fact]
    public void A_dead_node_that_is_not_wanted_takes_nothing_off()
    {
        _cluster.Snapshot.Nodes[1]["metadata"]!["labels"]!["kubernetes.io/os"] = "windows";
        _cluster.NodeReady(2, "Unknown").Counting(_cluster.DaemonSet, "desiredNumberScheduled", 2);
        Assert.Equal(2, State.Workloads[0].Total);
    }

    [Fact]
    public void A_node_that_is_not_ready_before_the_network_is_awaited()
    {
        _cluster.NodeReady(2, "False").Failing(_cluster.PodOn(2), """{"waiting": {"reason": "PodInitializing"}}""");
        Assert.Equal((2, 3), (State.Workloads[0].Done, State.Workloads[0].Total));
        Assert.Empty(State.Faults);
        Assert.Empty(_cluster.Snapshot.DeadNodes);
    }

    [Theory]
    [InlineData("ErrImagePull", FaultKind.ImagePull)]
    [InlineData("ImagePullBackOff", FaultKind.ImagePull)]
    [InlineData("InvalidImageName", FaultKind.ImageName)]
    [InlineData("CreateContainerConfigError", FaultKind.NotCreated)]
    [InlineData("CrashLoopBackOff", FaultKind.CrashLoop)]
    public void What_the_kubelet_waits_for_is_the_fault(string reason, object kind)
    {
        _cluster.Failing(_cluster.PodOn(3), $$$"""{"waiting": {"reason": "{{{reason}}}", "message": "why"}}""");
        var fault = Assert.Single(State.Faults);
        Assert.Equal((kind, "why", "n3", false), (fault.Kind, fault.Message, fault.Node, fault.IsInit));
        Assert.Equal("container failing of Pod kube-system/calico-node-3 on node n3", fault.ToString());
    }

    [Fact]
    public void A_container_that_runs_again_after_an_error_has_crashed()
    {
        _cluster.Failing(_cluster.PodOn(3), """{"running": {}}""", 1, lastState: """{"terminated": {"exitCode": 1}}""");
        Assert.Equal((FaultKind.Crashed, true), (Assert.Single(State.Faults).Kind, State.Faults[0].IsRunning));
    }

    [Fact]
    public void A_container_that_ended_well_has_no_fault()
    {
        _cluster.Failing(_cluster.PodOn(3), """{"terminated": {"exitCode": 0}}""", statuses: "initContainerStatuses");
        Assert.Empty(State.Faults);
    }

    private RolloutState State => RolloutState.Of([NodeAgent, Controllers], _cluster.Snapshot);
}
