using System.Diagnostics;
using CalicoTools.Cluster.Install;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.ControlPlane;
using CalicoTools.ControlPlane.Network;
using CalicoTools.ControlPlane.Servers;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>What becomes of an installation that something happens to, and of the one after it.</summary>
public sealed class FaultTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private static readonly int s_interruptions = Environment.GetEnvironmentVariable("CALICOTOOLS_LONG") == "1" ? 50 : 5;

    private LocalCluster Cluster => fixture.Cluster;

    [ClusterFact]
    public Task It_goes_on_when_the_API_server_was_killed_and_is_back() => GoesOnWithoutAsync(Cluster.ApiServer);

    [ClusterFact]
    public Task It_goes_on_when_etcd_was_killed_and_is_back() => GoesOnWithoutAsync(Cluster.Etcd);

    [ClusterFact]
    public async Task It_goes_on_when_its_connections_are_reset()
    {
        Installing.Reset(Cluster, Installing.Kubernetes());
        await using var line = new LatencyProxy(Cluster.Server, TimeSpan.FromMilliseconds(20));
        await RunAsync(Cluster.AdministratorThrough(line), line.Reset);
        await AssertInstalledAsync();
    }

    [ClusterFact]
    public async Task It_ends_in_time_when_the_line_is_cut_and_the_next_one_finishes_its_work()
    {
        Installing.Reset(Cluster, Installing.Kubernetes());
        await using var line = new LatencyProxy(Cluster.Server, TimeSpan.FromMilliseconds(20));
        var user = Cluster.AdministratorThrough(line);
        var options = new InstallOptions { Timeout = TimeSpan.FromSeconds(15) };
        var error = await Assert.ThrowsAsync<ClusterException>(() => RunAsync(user, line.Cut, options));
        Assert.Contains(line.Address.Authority, error.Message, StringComparison.Ordinal);

        line.Mend();
        await RunAsync(user);
        await AssertInstalledAsync();
    }

    [ClusterFact]
    public async Task An_account_that_is_gone_is_told_so_and_the_next_one_finishes_its_work()
    {
        const string Account = "--serviceaccount=kube-system:installer";
        Installing.Reset(Cluster, Installing.Kubernetes());
        Kubectl.Run(Cluster.Administrator, "create", "serviceaccount", "installer", "-n", "kube-system");
        Kubectl.Run(Cluster.Administrator, "create", "clusterrolebinding", "installer", "--clusterrole=cluster-admin", Account);
        var user = Cluster.KubeConfigWithToken("installer", await Cluster.TokenAsync("installer"));
        using (var installer = Installing.Connect(user))
        {
            await installer.PlanAsync([Installing.Kubernetes()], new InstallLog(), default);
            Kubectl.Run(Cluster.Administrator, "delete", "serviceaccount", "installer", "-n", "kube-system");

            // The API server remembers a token it has seen for ten seconds.
            await Task.Delay(TimeSpan.FromSeconds(12));
            var error = await Assert.ThrowsAsync<ClusterException>(() => installer.WriteAsync(new InstallLog(), default));
            Assert.Equal("ClusterUnauthorized", error.ErrorId);
        }

        await RunAsync(Cluster.Administrator);
        await AssertInstalledAsync();
    }

    [ClusterFact]
    public async Task Interrupted_at_any_moment_it_leaves_what_the_next_one_finishes()
    {
        var (random, interrupted, whole) = (new Random(21), 0, await TimeAsync());
        for (var interruption = 0; interruption < s_interruptions; interruption++)
        {
            Installing.Reset(Cluster, Installing.Kubernetes());
            using var stop = new CancellationTokenSource();
            stop.CancelAfter(whole * random.NextDouble());
            try
            {
                await RunAsync(Cluster.Administrator, cancellation: stop.Token);
            }
            catch (OperationCanceledException)
            {
                interrupted++;
            }

            await RunAsync(Cluster.Administrator);
            await AssertInstalledAsync();
        }

        Assert.NotEqual(0, interrupted);

        async Task<TimeSpan> TimeAsync()
        {
            Installing.Reset(Cluster, Installing.Kubernetes());
            var running = Stopwatch.StartNew();
            await RunAsync(Cluster.Administrator);
            return running.Elapsed;
        }
    }

    private static async Task RunAsync(
        string kubeConfig,
        Action? onFirstWrite = null,
        InstallOptions? options = null,
        Action? onWrite = null,
        CancellationToken cancellation = default)
    {
        var writes = 0;
        var log = new InstallLog(() =>
        {
            onWrite?.Invoke();
            if (Interlocked.Increment(ref writes) == 1)
            {
                onFirstWrite?.Invoke();
            }
        });
        using var installer = Installing.Connect(kubeConfig, options);
        await installer.PlanAsync([Installing.Kubernetes()], log, cancellation);
        await installer.WriteAsync(log, cancellation);
    }

    private async Task GoesOnWithoutAsync(ServerProcess server)
    {
        Installing.Reset(Cluster, Installing.Kubernetes());
        var restart = Task.CompletedTask;
        var results = 0;
        await RunAsync(Cluster.Administrator, () => restart = RestartAsync(), onWrite: () => Interlocked.Increment(ref results));
        await restart;
        await AssertInstalledAsync();

        async Task RestartAsync()
        {
            await server.KillAsync();
            await Task.Delay(500);
            var before = results;
            server.Start();
            await Cluster.ReadyAsync();
            Assert.True(before < Installing.Kubernetes().Resources.Count);
        }
    }

    // It runs, and all objects are as the manifest says, so that another run writes nothing.
    private async Task AssertInstalledAsync()
    {
        using var installer = Installing.Connect(Cluster.Administrator);
        await installer.PlanAsync([Installing.Kubernetes()], new InstallLog(), default);
        await installer.WaitAsync(new InstallLog(), default);
        var plan = await installer.PlanAsync([Installing.Kubernetes()], new InstallLog(), default);
        Assert.Empty(plan.Where(static item => item.Action != ResourceAction.Unchanged).Select(static item =>
            $"{item.Resource} of {item.TakenOverFrom}: {string.Join(", ", item.Changes.Select(static change => change.Path))}"));
    }
}
