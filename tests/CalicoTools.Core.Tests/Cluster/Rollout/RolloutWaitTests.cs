using CalicoTools.Cluster.Rollout;
using CalicoTools.Core.Tests.Manifests.Settings;
using static CalicoTools.Core.Tests.Cluster.Rollout.ShownCluster;

namespace CalicoTools.Core.Tests.Cluster.Rollout;

public sealed class RolloutWaitTests
{
    private const string CrashLoop = """{"waiting": {"reason": "CrashLoopBackOff"}}""";
    private const string Pulling = """{"waiting": {"reason": "ImagePullBackOff", "message": "Back-off pulling image"}}""";
    private const string Ended = """{"terminated": {"exitCode": 1}}""";
    private const string FatalLog = "2026 [INFO] start\n2026 [ERROR] Invalid IP autodetection method: canreach=x\nCalico node failed to start\n";

    private static readonly TimeSpan s_given = TimeSpan.FromSeconds(303);
    private static readonly TimeSpan s_remaining = TimeSpan.FromSeconds(300);
    private readonly ShownCluster _cluster = new(3);
    private readonly SteppedClock _clock = new();
    private readonly CommandLog _log = new();

    [Fact]
    public async Task A_roll_out_that_is_complete_is_not_waited_for()
    {
        var played = new PlayedRollout(_cluster, _clock);
        await WaitAsync(played, TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (played.Looks, _clock.GetTimestamp()));
    }

    [Fact]
    public async Task It_is_waited_until_the_last_pod_is_ready()
    {
        _cluster.Failing(_cluster.PodOn(2), """{"waiting": {"reason": "PodInitializing"}}""");
        var played = new PlayedRollout(_cluster, _clock)
        {
            Step = look =>
            {
                if (look == 7)
                {
                    _cluster.PodOn(2)["status"]!["conditions"]![0]!["status"] = "True";
                    _cluster.Counting(_cluster.DaemonSet, "numberAvailable", 3);
                }
            },
        };
        await WaitAsync(played, TestContext.Current.CancellationToken);
        Assert.Equal(8, played.Looks);
    }

    [Fact]
    public async Task What_is_missing_in_the_end_is_said()
    {
        _cluster.Failing(_cluster.PodOn(2), """{"waiting": {"reason": "PodInitializing"}}""");
        var error = await FailsAsync(new PlayedRollout(_cluster, _clock)
        {
            Warnings = ["Readiness probe failed: calico/node is not ready: BIRD is not ready: BGP not established with 10.0.0.2"],
        });
        Assert.Equal(("RolloutTimedOut", ErrorKind.TimedOut), (error.ErrorId, error.Kind));
        Assert.Contains("within 303 seconds: DaemonSet kube-system/calico-node: 2 of 3 pods are ready", error.Message, StringComparison.Ordinal);
        Assert.Contains("Pod kube-system/calico-node-2: No BGP session is up with the nodes listed. It says: Readiness probe failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("TCP 179", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(NodeAgent, error.Subject);
        Assert.DoesNotContain("kube-controllers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_cannot_heal_ends_the_wait_at_the_first_crash()
    {
        _cluster.Failing(_cluster.PodOn(2), Ended);
        var error = await FailsAsync(new PlayedRollout(_cluster, _clock) { Log = FatalLog });
        Assert.Equal("CalicoStartupFailed", error.ErrorId);
        Assert.Contains("Pod kube-system/calico-node-2 on node n2", error.Message, StringComparison.Ordinal);
        Assert.Contains("Invalid IP autodetection method: canreach=x", error.Message, StringComparison.Ordinal);
        Assert.Contains("-IPAutodetectionMethod", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(0, _clock.GetTimestamp());
    }

    [Fact]
    public async Task A_line_that_may_heal_is_waited_for_and_told_in_the_end()
    {
        _cluster.Failing(_cluster.PodOn(2), Ended);
        var played = new PlayedRollout(_cluster, _clock) { Log = "2026 [ERROR] Hit error connecting to datastore - retry\n" };
        var error = await FailsAsync(played);
        Assert.Equal("RolloutTimedOut", error.ErrorId);
        Assert.Contains("Hit error connecting to datastore", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, played.LogsRead);
    }

    [Fact]
    public async Task Three_restarts_in_a_crash_loop_are_enough_and_two_are_not()
    {
        _cluster.Failing(_cluster.PodOn(2), CrashLoop, restarts: 2);
        Assert.Equal("RolloutTimedOut", (await FailsAsync(new PlayedRollout(_cluster, _clock))).ErrorId);

        _cluster.Failing(_cluster.PodOn(2), CrashLoop, restarts: 3);
        var error = await FailsAsync(new PlayedRollout(_cluster, _clock) { Log = "first\nlast words\n" });
        Assert.Equal("ContainerCrashed", error.ErrorId);
        Assert.Contains("3 times. Its last line: last words.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_init_container_in_a_crash_loop_is_called_one()
    {
        _cluster.Failing(_cluster.PodOn(1), CrashLoop, restarts: 4, statuses: "initContainerStatuses");
        var error = await FailsAsync(new PlayedRollout(_cluster, _clock)
        {
            Log = "[ERROR] Unable to create token for CNI kubeconfig error=i/o timeout\n",
        });
        Assert.Equal("InitContainerFailed", error.ErrorId);
        Assert.StartsWith("Init container failing of Pod kube-system/calico-node-1 on node n1", error.Message, StringComparison.Ordinal);
        Assert.Contains("kube-proxy", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_may_fail_for_a_minute()
    {
        _cluster.Failing(_cluster.PodOn(1), Pulling);
        var error = await FailsAsync(new PlayedRollout(_cluster, _clock));
        Assert.Equal("ImagePullFailed", error.ErrorId);
        Assert.Contains("quay.io/calico/node:v3.21.2", error.Message, StringComparison.Ordinal);
        Assert.Contains("-ImageRegistry", error.Remedy, StringComparison.Ordinal);
        Assert.InRange(_clock.GetElapsedTime(0), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(70));
    }

    [Fact]
    public async Task An_image_that_comes_in_between_starts_the_minute_anew()
    {
        _cluster.Failing(_cluster.PodOn(1), Pulling);
        var error = await FailsAsync(new PlayedRollout(_cluster, _clock)
        {
            Step = look => _cluster.Failing(_cluster.PodOn(1), look % 10 == 9 ? """{"waiting": {"reason": "PodInitializing"}}""" : Pulling),
        });
        Assert.Equal("RolloutTimedOut", error.ErrorId);
    }

    [Fact]
    public async Task The_cause_of_a_pull_that_failed_is_read_from_the_events_where_the_status_does_not_say_it()
    {
        _cluster.Failing(_cluster.PodOn(1), Pulling);
        var error = await FailsAsync(new PlayedRollout(_cluster, _clock)
        {
            Warnings =
            [
                "Error: ImagePullBackOff",
                "Failed to pull image \"quay.io/calico/node:v3.21.2\": Head \"https://quay.io/v2/\": x509: certificate signed by unknown authority",
            ],
        });
        Assert.Equal("ImagePullFailed", error.ErrorId);
        Assert.Contains("does not trust the CA of the registry's certificate. The kubelet says: Failed to pull", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("etcd", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CreateContainerConfigError", "secret \\\"calico-etcd-secrets\\\" not found", "New-CalicoEtcdSecret")]
    [InlineData("CreateContainerError", "failed to mkdir /lib/modules: read-only file system", "volume's path")]
    [InlineData("CreateContainerError", "odd", "what the kubelet names")]
    public async Task A_container_that_cannot_be_created_ends_the_wait_early(string reason, string message, string remedy)
    {
        _cluster.Failing(_cluster.PodOn(1), $$$"""{"waiting": {"reason": "{{{reason}}}", "message": "{{{message}}}"}}""");
        var error = await FailsAsync(new PlayedRollout(_cluster, _clock));
        Assert.Equal("ContainerNotCreated", error.ErrorId);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
        Assert.InRange(_clock.GetElapsedTime(0), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Dead_nodes_are_warned_of_once()
    {
        _cluster.NodeReady(2, "Unknown").Failing(_cluster.PodOn(1), """{"waiting": {"reason": "PodInitializing"}}""");
        await FailsAsync(new PlayedRollout(_cluster, _clock));
        Assert.Contains("n2", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        _cluster.Failing(_cluster.PodOn(1), """{"waiting": {"reason": "PodInitializing"}}""");
        var played = new PlayedRollout(_cluster, _clock) { Step = look => { if (look == 2) { stop.Cancel(); } } };
        await Assert.ThrowsAsync<OperationCanceledException>(() => WaitAsync(played, stop.Token));
        Assert.Equal(3, played.Looks);
    }

    private async Task<ClusterException> FailsAsync(PlayedRollout played) =>
        await Assert.ThrowsAsync<ClusterException>(() => WaitAsync(played, TestContext.Current.CancellationToken));

    private Task WaitAsync(PlayedRollout played, CancellationToken cancellation) =>
        new RolloutWait(played, _clock, _log).RunAsync([NodeAgent, Controllers], s_given, s_remaining, cancellation);
}
