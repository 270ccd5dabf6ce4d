using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.ControlPlane;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>What a run sends that has nothing to change, and what it sees when there is something.</summary>
public sealed class SecondRunTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private const string Counter = "apiserver_request_total{";

    private static readonly string[] s_config = ["configmap", "calico-config", "-n", "kube-system"];

    public static TheoryData<CalicoVariant> Variants => [.. Enum.GetValues<CalicoVariant>()];

    private LocalCluster Cluster => fixture.Cluster;

    [ClusterTheory]
    [MemberData(nameof(Variants))]
    public async Task It_only_reads(CalicoVariant variant)
    {
        Installing.Reset(Cluster);
        var manifest = Installing.Variant(variant);
        try
        {
            await Installing.RunAsync(Cluster, manifest);
            await AssertOnlyReadsAsync(manifest);
        }
        finally
        {
            Installing.Reset(Cluster, manifest);
        }
    }

    [ClusterFact]
    public async Task It_only_reads_what_was_installed_for_etcd_and_changed_since()
    {
        Installing.Reset(Cluster);
        var certificates = Installing.Certificates();
        await Installing.RunAsync(Cluster, Installing.Secured(certificates));
        await AssertOnlyReadsAsync(Installing.Secured(certificates));
        var renewed = Installing.Secured(Installing.Certificates());
        await Installing.RunAsync(Cluster, renewed);
        await AssertOnlyReadsAsync(renewed);
    }

    [ClusterFact]
    public async Task It_sees_a_field_that_somebody_removed()
    {
        await InstallAsync();
        Run(["patch", .. s_config, "-p", """{"data":{"veth_mtu":null}}"""]);
        Assert.Contains("data.veth_mtu", await ChangesAsync());
    }

    [ClusterFact]
    public async Task It_sees_that_another_manager_took_a_field()
    {
        await InstallAsync();
        Kubectl.RunWith(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: calico-config, namespace: kube-system}
            data: {veth_mtu: "1300"}
            """,
            Cluster.Administrator, "apply", "--server-side", "--force-conflicts", "--field-manager=another", "-f", "-");
        var error = await Assert.ThrowsAsync<ClusterException>(() => Installing.PlanAsync(Cluster, Installing.Plain()));
        Assert.Equal(new FieldConflict("another", ".data.veth_mtu"), Assert.Single(error.Conflicts));
        Run(["delete", .. s_config]);
    }

    [ClusterFact]
    public async Task It_sees_a_field_that_the_manifest_had_and_has_no_more()
    {
        Installing.Reset(Cluster);
        var settings = new ManifestSettings { EtcdEndpoint = ["http://127.0.0.1:2379"], Environment = [new("STALE", "yes")] };
        await Installing.RunAsync(Cluster, Installing.Plain(settings));
        Assert.EndsWith("[STALE]", Assert.Single(await ChangesAsync()), StringComparison.Ordinal);
    }

    private async Task InstallAsync()
    {
        Installing.Reset(Cluster);
        await Installing.RunAsync(Cluster, Installing.Plain());
    }

    private async Task<IReadOnlyList<string>> ChangesAsync() =>
        [.. (await Installing.PlanAsync(Cluster, Installing.Plain())).SelectMany(static item => item.Changes).Select(static change => change.Path)];

    private async Task AssertOnlyReadsAsync(CalicoManifest manifest)
    {
        var before = await AppliedAsync();
        var results = await Installing.RunAsync(Cluster, manifest);
        Assert.Empty(results.Where(static result => result.Action != ResourceAction.Unchanged).Select(static result => $"{result.Resource}"));
        var sent = string.Join('\n', (await AppliedAsync()).Except(before));
        Assert.True(sent.Length == 0, sent);
    }

    // The API server's own count of what was applied, and of all dry runs: nobody else does either here.
    private async Task<IReadOnlyList<string>> AppliedAsync()
    {
        var metrics = (string)(await Cluster.Api.GetAsync("metrics", TestContext.Current.CancellationToken))!;
        return
        [
            .. metrics.Split('\n').Where(static line => line.StartsWith(Counter, StringComparison.Ordinal)
                && (line.Contains("verb=\"APPLY\"", StringComparison.Ordinal) || line.Contains("dry_run=\"All\"", StringComparison.Ordinal))),
        ];
    }

    private void Run(IReadOnlyList<string> arguments) => Kubectl.Run(Cluster.Administrator, arguments);
}
