using CalicoTools.Cluster.Install;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.ControlPlane;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>What Install-Calico makes of a real cluster.</summary>
public sealed class InstallTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private LocalCluster Cluster => fixture.Cluster;

    [ClusterFact]
    public async Task The_Kubernetes_datastore_is_installed_runs_and_a_second_run_writes_nothing()
    {
        await using var cluster = await LocalCluster.StartAsync();
        await cluster.Nodes.AddAsync(2);
        using var installer = Installing.Connect(cluster.Administrator);
        var manifest = Installing.Kubernetes();
        Assert.All(await installer.PlanAsync([manifest], Log, default), static plan => Assert.Equal(ResourceAction.WouldCreate, plan.Action));
        Assert.All(await installer.WriteAsync(Log, default), static result => Assert.Equal(ResourceAction.Created, result.Action));
        await installer.WaitAsync(Log, default);
        Assert.Equal("2", Installing.Field(cluster, "daemonset", "calico-node", "{.status.numberReady}"));

        var before = Installing.Versions(cluster, manifest);
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        Assert.Equal(manifest.Resources.Count, (await Installing.RunAsync(cluster, manifest)).Of(ResourceAction.Unchanged).Count());
        Assert.Equal(before, Installing.Versions(cluster, manifest));
    }

    [ClusterFact]
    public async Task Custom_resources_are_installed_with_their_definitions_in_one_run()
    {
        Installing.Reset(Cluster, Installing.Kubernetes());
        var pool = Manifest.Parse(
            "{apiVersion: crd.projectcalico.org/v1, kind: IPPool, metadata: {name: mine}, spec: {cidr: 10.244.0.0/16, ipipMode: Always} }", "pool.yaml");
        var plan = await Installing.PlanAsync(Cluster, pool, Installing.Kubernetes());
        Assert.All(plan, static item => Assert.Equal(ResourceAction.WouldCreate, item.Action));
        var results = await Installing.RunAsync(Cluster, pool, Installing.Kubernetes());
        Assert.Contains("IPPool mine", results.Of(ResourceAction.Created));
        Assert.Equal("10.244.0.0/16", Installing.Field(Cluster, "ippool", "mine", "{.spec.cidr}"));
        var again = await Installing.RunAsync(Cluster, pool, Installing.Kubernetes());
        Assert.Equal(results.Count, again.Of(ResourceAction.Unchanged).Count());

        var other = Manifest.Parse(pool.ToYaml().Replace("Always", "CrossSubnet", StringComparison.Ordinal), "pool.yaml");
        var changed = (await Installing.RunAsync(Cluster, other)).Single();
        Assert.Equal((ResourceAction.Configured, "spec.ipipMode"), (changed.Action, Assert.Single(changed.Changes).Path));
    }

    [ClusterFact]
    public async Task A_preview_writes_nothing_and_shows_the_field_that_would_change()
    {
        Installing.Reset(Cluster);
        await Installing.RunAsync(Cluster, Installing.Plain());
        var before = Installing.Versions(Cluster, Installing.Plain());
        var plan = await Installing.PlanAsync(Cluster, Installing.Plain(new ManifestSettings { EtcdEndpoint = ["http://127.0.0.2:2379"] }));
        var changes = plan.Single(static item => item.Resource.ToString() == Installing.Config).Changes;
        var change = Assert.Single(changes, static change => change.Path == "data.etcd_endpoints");
        Assert.Equal(("http://127.0.0.1:2379", "http://127.0.0.2:2379"), (change.Old, change.New));
        Assert.Equal(before, Installing.Versions(Cluster, Installing.Plain()));
    }

    [ClusterFact]
    public async Task A_changed_setting_changes_its_ConfigMap_and_rolls_what_reads_it_once()
    {
        Installing.Reset(Cluster);
        await Installing.RunAsync(Cluster, Installing.Plain());
        var other = Installing.Plain(new ManifestSettings { EtcdEndpoint = ["http://127.0.0.2:2379"] });
        Assert.Equal(
            [Installing.Config, Installing.Node, Installing.Controllers], (await Installing.RunAsync(Cluster, other)).Of(ResourceAction.Configured));
        Assert.Empty((await Installing.RunAsync(Cluster, other)).Of(ResourceAction.Configured));
        Assert.Equal("2", Installing.Field(Cluster, "daemonset", "calico-node", "{.metadata.generation}"));
    }

    [ClusterFact]
    public async Task Pods_roll_in_the_next_run_when_the_one_that_changed_their_configuration_was_interrupted()
    {
        Installing.Reset(Cluster);
        await Installing.RunAsync(Cluster, Installing.Plain());
        var other = Installing.Plain(new ManifestSettings { EtcdEndpoint = ["http://127.0.0.2:2379"] });
        using (var stop = new CancellationTokenSource())
        {
            using var installer = Installing.Connect(Cluster.Administrator);
            await installer.PlanAsync([other], Log, default);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => installer.WriteAsync(new InstallLog(stop.Cancel), stop.Token));
        }

        Assert.Equal("1", Installing.Field(Cluster, "daemonset", "calico-node", "{.metadata.generation}"));
        Assert.Equal([Installing.Node, Installing.Controllers], (await Installing.RunAsync(Cluster, other)).Of(ResourceAction.Configured));
        Assert.Equal("2", Installing.Field(Cluster, "daemonset", "calico-node", "{.metadata.generation}"));
    }

    [ClusterTheory]
    [InlineData(false, "kubectl-client-side-apply")]
    [InlineData(true, "kubectl")]
    public async Task What_kubectl_applied_is_taken_over_without_rolling_and_its_stale_fields_vanish(bool serverSide, string manager)
    {
        Installing.Reset(Cluster);
        var settings = new ManifestSettings { EtcdEndpoint = ["http://127.0.0.1:2379"], Environment = [new("STALE", "yes")] };
        string[] way = serverSide ? ["apply", "--server-side", "-f", "-"] : ["apply", "-f", "-"];
        Run([.. way], Installing.Plain().ToYaml());

        var taken = await Installing.RunAsync(Cluster, Installing.Plain());
        Assert.All(taken, result => Assert.True(
            result.Action == ResourceAction.Unchanged || result.TakenOverFrom!.Contains(manager, StringComparison.Ordinal)));
        Assert.Empty(taken.SelectMany(static result => result.Changes));
        Assert.Contains(Installing.Node, taken.Of(ResourceAction.Configured));
        Assert.Equal("1", Installing.Field(Cluster, "daemonset", "calico-node", "{.metadata.generation}"));
        Assert.Empty((await Installing.RunAsync(Cluster, Installing.Plain())).Of(ResourceAction.Configured));

        Run([.. way, .. serverSide ? new[] { "--force-conflicts" } : []], Installing.Plain(settings).ToYaml());
        Assert.Contains("STALE", Environment(), StringComparison.Ordinal);
        var plan = await Installing.PlanAsync(Cluster, Installing.Plain());
        var change = Assert.Single(plan.SelectMany(static item => item.Changes));
        Assert.Equal((Installing.Node, FieldChangeKind.Removed), (change.Resource.ToString(), change.Change));
        Assert.EndsWith("[STALE]", change.Path, StringComparison.Ordinal);
        var tokens = Tokens();
        await Installing.RunAsync(Cluster, Installing.Plain());
        Assert.Equal(tokens, Tokens());
        Assert.DoesNotContain("STALE", Environment(), StringComparison.Ordinal);
        Assert.Empty(Installing.Field(Cluster, "daemonset", "calico-node", @"{.metadata.annotations.kubectl\.kubernetes\.io/last-applied-configuration}"));
    }

    [ClusterFact]
    public async Task An_account_that_a_retry_wrote_twice_was_nobody_else_s()
    {
        Installing.Reset(Cluster);
        await Installing.RunAsync(Cluster, Installing.Plain());
        string[] account = ["serviceaccount", "calico-node", "-n", "kube-system"];
        Run(["patch", .. account, "-p", """{"secrets":[{"name":"token"}]}"""]);
        Run(["apply", "--server-side", "--field-manager=calicotools", "-f", "-"], Installing.Plain().ToYaml());
        Assert.Contains(
            "before-first-apply", Run(["get", "--raw", "/api/v1/namespaces/kube-system/serviceaccounts/calico-node"]), StringComparison.Ordinal);
        Assert.Empty((await Installing.RunAsync(Cluster, Installing.Plain())).Of(ResourceAction.Configured));
    }

    [ClusterFact]
    public async Task A_field_that_somebody_edited_is_a_conflict_that_stops_everything_unless_forced()
    {
        Installing.Reset(Cluster);
        await Installing.RunAsync(Cluster, Installing.Plain());
        string[] edit = ["patch", "configmap", "calico-config", "-n", "kube-system", "--field-manager=kubectl-edit"];
        Run([.. edit, "-p", """{"data":{"typha_service_name":"x"}}"""]);
        var manifest = Installing.Plain(new ManifestSettings { EtcdEndpoint = ["http://127.0.0.2:2379"], Mtu = 1400 });
        var error = await Assert.ThrowsAsync<ClusterException>(() => Installing.RunAsync(Cluster, manifest));
        Assert.Equal("ClusterFieldConflict", error.ErrorId);
        Assert.Equal(new FieldConflict("kubectl-edit", ".data.typha_service_name"), Assert.Single(error.Conflicts));
        Assert.Equal("http://127.0.0.1:2379", Installing.Field(Cluster, "configmap", "calico-config", "{.data.etcd_endpoints}"));

        await Installing.RunAsync(Cluster.Administrator, new InstallOptions { ForceConflicts = true }, manifest);
        Assert.Equal("none", Installing.Field(Cluster, "configmap", "calico-config", "{.data.typha_service_name}"));
        Assert.Empty((await Installing.RunAsync(Cluster, manifest)).Of(ResourceAction.Configured));
    }

    [ClusterFact]
    public async Task One_object_that_may_not_be_written_keeps_all_from_being_written()
    {
        Installing.Reset(Cluster);
        Run(
        [
            "create", "clusterrole", "almost", "--verb=*",
            "--resource=*.apps,configmaps,secrets,serviceaccounts,*.rbac.authorization.k8s.io,nodes,namespaces,customresourcedefinitions",
        ]);
        Run(["create", "clusterrolebinding", "almost", "--clusterrole=almost", "--group=almost"]);
        var user = Cluster.KubeConfigOf("nearly", "almost");
        var error = await Assert.ThrowsAsync<ClusterException>(() => Installing.RunAsync(user, new InstallOptions(), Installing.Plain()));
        Assert.Equal("InstallationRefused", error.ErrorId);
        Assert.Contains("poddisruptionbudgets", error.Message, StringComparison.Ordinal);
        Assert.Empty(Run(["get", "daemonset,deployment", "-n", "kube-system", "--ignore-not-found"]));
    }

    private static InstallLog Log { get; } = new();

    // A controller writes them, up to Kubernetes 1.23.
    private string Tokens() => Installing.Field(Cluster, "serviceaccount", "calico-node", "{.secrets[*].name}");

    private string Environment() => Installing.Field(Cluster, "daemonset", "calico-node", "{.spec.template.spec.containers[0].env[*].name}");

    private string Run(IReadOnlyList<string> arguments, string input = "") => Kubectl.RunWith(input, Cluster.Administrator, arguments);
}
