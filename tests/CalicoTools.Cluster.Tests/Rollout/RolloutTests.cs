using System.Diagnostics;
using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Rollout;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.ControlPlane;
using CalicoTools.ControlPlane.Nodes;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Cluster.Tests.Rollout;

/// <summary>What the wait makes of pods that a real control plane places on nodes.</summary>
public sealed class RolloutTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private const string Node = "calico-node";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly WarningLog _log = new();

    private static string Image => ServerReleases.NodeImage(ServerReleases.Newest);

    private static CalicoManifest Manifest =>
        BuiltInManifests.Create(ServerReleases.Newest, CalicoDatastore.Kubernetes, CalicoVariant.Default);

    [ClusterFact]
    public async Task Fifty_nodes_are_waited_for_but_not_those_that_are_dead()
    {
        await using var cluster = await LocalCluster.StartAsync();
        await cluster.Nodes.AddAsync(50);
        await cluster.Nodes.DieAsync("node-7");
        Apply(cluster, _ => PodFate.Ready with { After = TimeSpan.FromSeconds(1) });
        await WaitAsync(cluster);
        Assert.Contains("node-7", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        Assert.Contains(_log.Steps, static step => step is { Activity: "Waiting for DaemonSet kube-system/calico-node", Total: 49 });
        Assert.Equal("49", Kubectl.Run(cluster.Administrator, "get", "daemonset", Node, "-n", "kube-system", "-o", "jsonpath={.status.numberAvailable}"));
    }

    [ClusterFact]
    public async Task A_line_that_cannot_heal_ends_the_wait()
    {
        var error = await FailsAsync(On("node-1", PodFate.Error(Node, 1, "[INFO] start", "[FATAL] Invalid IP autodetection method: canreach=x")));
        Assert.Equal("CalicoStartupFailed", error.ErrorId);
        Assert.Contains("on node node-1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Invalid IP autodetection method: canreach=x", error.Message, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_container_that_crashes_again_and_again_ends_the_wait_with_its_last_line()
    {
        var error = await FailsAsync(On("node-1", PodFate.CrashLoop(Node, 4, "first words", "last words")));
        Assert.Equal("ContainerCrashed", error.ErrorId);
        Assert.Contains("4 times. Its last line: last words", error.Message, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task An_init_container_that_fails_again_and_again_ends_the_wait()
    {
        var error = await FailsAsync(On("node-1", PodFate.CrashLoop("install-cni", 3, "Unable to create token for CNI kubeconfig error=i/o timeout")));
        Assert.Equal("InitContainerFailed", error.ErrorId);
        Assert.StartsWith("Init container install-cni of Pod kube-system/calico-node-", error.Message, StringComparison.Ordinal);
        Assert.Contains("kube-proxy", error.Remedy, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task An_image_that_cannot_be_pulled_for_a_minute_ends_the_wait()
    {
        var error = await FailsAsync(On("node-1", PodFate.ImagePullBackOff(Node, Image)), new HurriedClock(), "ImagePullBackOff");
        Assert.Equal("ImagePullFailed", error.ErrorId);
        Assert.Contains(Image, error.Message, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_Secret_that_is_missing_ends_the_wait()
    {
        var fate = PodFate.NotCreated(Node, "CreateContainerConfigError", "secret \"calico-etcd-secrets\" not found");
        var error = await FailsAsync(On("node-1", fate), new HurriedClock(), "CreateContainerConfigError");
        Assert.Equal("ContainerNotCreated", error.ErrorId);
        Assert.Contains("The kubelet says: secret \"calico-etcd-secrets\" not found.", error.Message, StringComparison.Ordinal);
        Assert.Contains("New-CalicoEtcdSecret", error.Remedy, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task The_end_of_a_log_of_long_lines_is_found()
    {
        string[] lines = [.. Enumerable.Repeat($"[INFO] {new string('x', 1_000)}", 90), "[FATAL] Invalid IP autodetection method: eth9"];
        var error = await FailsAsync(On("node-1", PodFate.Error(Node, 1, lines)));
        Assert.Equal("CalicoStartupFailed", error.ErrorId);
        Assert.Contains("The IP autodetection method is invalid. It says: [FATAL] Invalid IP autodetection method: eth9.", error.Message, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task What_is_missing_when_the_time_is_over_is_said_with_what_the_probe_says()
    {
        var error = await FailsAsync(
            On("node-1", PodFate.NotReady(Node, "calico/node is not ready: BIRD is not ready: BGP not established with 10.10.0.1")),
            new HurriedClock(),
            "\"numberReady\": 2",
            "BGP not established");
        Assert.Equal("RolloutTimedOut", error.ErrorId);
        Assert.Contains("DaemonSet kube-system/calico-node: 2 of 3 pods are ready", error.Message, StringComparison.Ordinal);
        Assert.Contains("BGP not established with 10.10.0.1", error.Message, StringComparison.Ordinal);
        Assert.Contains("TCP 179", error.Remedy, StringComparison.Ordinal);
    }

    private static Func<FakePod, PodFate> On(string node, PodFate fate) => pod => pod.Node == node && pod.App == Node ? fate : PodFate.Ready;

    private static void Apply(LocalCluster cluster, Func<FakePod, PodFate> fate)
    {
        Kubectl.Run(cluster.Administrator, "delete", "daemonset,deployment", "--all", "-n", "kube-system");
        cluster.Nodes.Fate = fate;
        Kubectl.Apply(cluster.Administrator, Manifest.ToYaml());
    }

    // Where the clock is hurried, time must not be over before the nodes have played what is to be seen.
    private async Task<ClusterException> FailsAsync(Func<FakePod, PodFate> fate, TimeProvider? clock = null, params string[] seen)
    {
        Apply(fixture.Cluster, fate);
        var waiting = Stopwatch.StartNew();
        while (!seen.All(Shown().Contains))
        {
            Assert.True(waiting.Elapsed < s_patience, $"The cluster does not show {string.Join(" and ", seen)}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        return await Assert.ThrowsAsync<ClusterException>(() => WaitAsync(fixture.Cluster, clock));
    }

    // What a probe prints is in an event only.
    private string Shown() => Kubectl.Run(fixture.Cluster.Administrator, "get", "daemonsets,pods,events", "-n", "kube-system", "-o", "json");

    private async Task WaitAsync(LocalCluster cluster, TimeProvider? clock = null)
    {
        using var client = ClusterClient.Connect(new ConnectionOptions { KubeConfig = cluster.Administrator }, _log, TestContext.Current.CancellationToken);
        var documents = ((Manifest)Manifest).Documents.Where(static document => document.Resource?.Kind is "DaemonSet" or "Deployment").ToArray();
        JsonObject[] workloads = [.. documents.Select(static document => document.ToObject())];
        await using var source = new ClusterRolloutSource(client, workloads);
        await new RolloutWait(source, clock ?? TimeProvider.System, _log)
            .RunAsync([.. documents.Select(static document => document.Resource!)], TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }
}
