using System.Text.Json.Nodes;
using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Install;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.Cluster.Uninstall;
using CalicoTools.Cluster.Update;
using CalicoTools.ControlPlane;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>Every release that works on the control plane at hand, and every variant of the newest.</summary>
public sealed class ReleaseTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    // What a server or a controller writes by itself into objects of the same manifest, each time another.
    private static readonly string[] s_metadata = ["uid", "resourceVersion", "generation", "creationTimestamp", "selfLink", "managedFields"];
    private static readonly string[] s_annotations = ["deprecated.daemonset.template.generation", "deployment.kubernetes.io/revision"];
    private static readonly string[] s_addresses = ["clusterIP", "clusterIPs"];

    private readonly InstallLog _log = new();

    public static TheoryData<CalicoVariant> Variants => [.. Enum.GetValues<CalicoVariant>()];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LocalCluster Cluster => fixture.Cluster;

    private ConnectionOptions Connection => new() { KubeConfig = Cluster.Administrator };

    [ClusterFact]
    public async Task Every_release_is_installed_found_unchanged_and_removed()
    {
        foreach (var release in ServerReleases.Sample)
        {
            await InstallAsync(Installing.Kubernetes(release, new ManifestSettings()));
            await UninstallAsync();
        }
    }

    [ClusterFact]
    public async Task Every_release_is_updated_to_the_next()
    {
        var settings = new ManifestSettings { PodCidr = ["10.244.0.0/16"], Mtu = 1400 };
        await InstallAsync(Installing.Kubernetes(ServerReleases.Sample[0], settings));
        foreach (var release in ServerReleases.Sample.Skip(1))
        {
            using var updater = CalicoUpdater.Connect(Connection, new InstallOptions(), _log, Stop);
            await updater.PlanAsync(await updater.ReadAsync($"{release}", _log, Stop), _log, Stop);
            await updater.WriteAsync(_log, Stop);
            await updater.WaitAsync(_log, Stop);
            await updater.RemoveObsoleteAsync(Stop);
            Assert.Equal(ServerReleases.NodeImage(release), Installing.Field(
                Cluster, "daemonset", "calico-node", "{.spec.template.spec.containers[0].image}"));
            await AssertUnchangedAsync(Installing.Kubernetes(release, settings));
        }

        await UninstallAsync();
    }

    [ClusterTheory]
    [MemberData(nameof(Variants))]
    public Task Every_variant_of_the_newest_release_is_installed_as_kubectl_would(CalicoVariant variant) =>
        AssertAsKubectlAsync(Installing.Variant(variant));

    [ClusterFact]
    public Task The_newest_release_for_etcd_is_installed_as_kubectl_would() => AssertAsKubectlAsync(Installing.Plain());

    private async Task AssertAsKubectlAsync(CalicoManifest manifest)
    {
        await InstallAsync(manifest);
        var own = Objects(manifest);
        await UninstallAsync();
        Installing.Reset(Cluster, manifest);
        Kubectl.RunWith(manifest.ToYaml(), Cluster.Administrator, "apply", "--server-side", "-f", "-");
        var others = Objects(manifest);
        Installing.Reset(Cluster, manifest);
        Assert.Equal(manifest.Resources.Count, own.Count);
        foreach (var (name, text) in others)
        {
            Assert.Equal(text, own[name]);
        }
    }

    private async Task InstallAsync(CalicoManifest manifest)
    {
        using var installer = Installing.Connect(Cluster.Administrator);
        await installer.PlanAsync([manifest], _log, Stop);
        await installer.WriteAsync(_log, Stop);
        await installer.WaitAsync(_log, Stop);
        await AssertUnchangedAsync(manifest);
    }

    private async Task AssertUnchangedAsync(CalicoManifest manifest)
    {
        var plan = await Installing.PlanAsync(Cluster, manifest);
        Assert.Empty(plan.Where(static item => item.Action != ResourceAction.Unchanged)
            .Select(item => $"{manifest.Version}: {item.Action} {item.Resource} {string.Join(' ', item.Changes)}"));
        Assert.Empty(await ClusterComparison.CompareAsync([manifest], Connection, _log, Stop));
    }

    private async Task UninstallAsync()
    {
        using var uninstaller = CalicoUninstaller.Connect(Connection, new UninstallOptions { IncludeCustomResources = true }, _log, Stop);
        await uninstaller.PlanAsync(Stop);
        await uninstaller.WriteAsync(_log, Stop);
        Assert.Empty(await uninstaller.PlanAsync(Stop));
    }

    private Dictionary<string, string> Objects(CalicoManifest manifest)
    {
        var list = JsonNode.Parse(Kubectl.RunWith(manifest.ToYaml(), Cluster.Administrator, "get", "-o", "json", "-f", "-"))!;
        return list["items"]!.AsArray().Select(static item => item!.AsObject()).ToDictionary(
            static item => $"{item["kind"]} {item["metadata"]!["name"]}", static item => Comparable(item).ToJsonString());
    }

    private static JsonObject Comparable(JsonObject item)
    {
        var metadata = item["metadata"]!.AsObject();
        Remove(metadata, s_metadata);
        if (metadata["annotations"] is JsonObject annotations)
        {
            Remove(annotations, s_annotations);
            if (annotations.Count == 0)
            {
                metadata.Remove("annotations");
            }
        }

        item.Remove("status");
        if ((string?)item["kind"] == "Service")
        {
            Remove(item["spec"]!.AsObject(), s_addresses);
        }

        // Up to Kubernetes 1.23, a controller gives each account a token.
        if ((string?)item["kind"] == "ServiceAccount")
        {
            item.Remove("secrets");
        }

        return item;
    }

    private static void Remove(JsonObject json, string[] names) => Array.ForEach(names, name => json.Remove(name));
}
