using CalicoTools.Cluster.Install;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.Cluster.Tests.Etcd;
using CalicoTools.ControlPlane;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>What Install-Calico makes of a real cluster and a real etcd with TLS, all certificates from New-CalicoCerts.</summary>
public sealed class SecuredEtcdTests(SecuredEtcd fixture) : IClassFixture<SecuredEtcd>
{
    private static string External => $"-Version {ServerReleases.Newest} -Datastore Etcd -ExternalEtcdSecret";

    private static int Objects => Installing.Plain().Resources.Count;

    private LocalCluster Cluster => fixture.Cluster;

    private EtcdCluster Etcd => fixture.Etcd;

    private string Endpoints => string.Join(',', Etcd.Endpoints);

    [ClusterFact]
    public void It_is_installed_on_fifty_nodes_found_unchanged_and_rolled_when_its_certificate_is_another()
    {
        Reset();
        var manifest = $"New-CalicoManifest -Version {ServerReleases.Newest} -Datastore Etcd -EtcdEndpoint {Endpoints} -PodCidr 10.244.0.0/16 " +
            "-IPAutodetectionMethod can-reach=10.10.0.1 -EtcdCertificate ";
        var first = Install($"{manifest} '{Etcd.Pki}' |");
        Assert.Equal(Objects, Rows(first, "Created"));
        Assert.DoesNotContain("WARNING: Etcd", first, StringComparison.Ordinal);
        Assert.Equal($"{SecuredEtcd.Nodes}", Node("{.status.numberReady}"));
        Assert.Equal(File.ReadAllText(Etcd.At("pki/etcd-key")), Secret("etcd-key"));
        Assert.Equal(Objects, Rows(Install($"{manifest} '{Etcd.Pki}' |"), "Unchanged"));
        Assert.Equal("1", Node("{.metadata.generation}"));

        Etcd.Shell("New-CalicoCerts -Path renewed -CAPath pki/ca.pem -CAKeyPath pki/ca-key.pem");
        var renewed = Install($"{manifest} '{Etcd.At("renewed")}' |");
        Assert.Equal(3, Rows(renewed, "Configured"));
        Assert.Equal(File.ReadAllText(Etcd.At("renewed/etcd-cert")), Secret("etcd-cert"));
        Assert.Equal($"2 {SecuredEtcd.Nodes} {SecuredEtcd.Nodes}", Node("{.metadata.generation} {.status.updatedNumberScheduled} {.status.numberReady}"));
    }

    [ClusterFact]
    public void A_Secret_kept_apart_is_missed_taken_along_and_then_found()
    {
        Reset();
        var command = $"Install-Calico {External} -EtcdEndpoint {Endpoints} -NoWait -KubeConfig '{Cluster.Administrator}'";
        var missed = ModuleHost.Try(command);
        Assert.Contains("needs the Secret kube-system/calico-etcd-secrets, which is neither in the cluster", missed.Error, StringComparison.Ordinal);
        Assert.Empty(Node("{.metadata.name}"));

        var piped = $"$secret = Get-CalicoCerts '{Etcd.Pki}' | New-CalicoEtcdSecret; " +
            $"$manifest = New-CalicoManifest {External} -EtcdEndpoint {Endpoints}; $secret, $manifest | Install-Calico -NoWait -KubeConfig '{Cluster.Administrator}'";
        Assert.Equal(Objects, Rows(ModuleHost.Run(piped), "Created"));
        Assert.Equal(Objects - 1, Rows(ModuleHost.Run(command), "Unchanged"));
    }

    [ClusterFact]
    public async Task An_official_empty_Secret_never_empties_the_cluster_s()
    {
        Reset();
        await Installing.RunAsync(Cluster, Installing.Secured(fixture.Certificates("pki"), Etcd.Endpoints));
        var before = Secret("etcd-key");
        var results = await Installing.RunAsync(Cluster, Installing.Empty(Etcd.Endpoints));
        Assert.Contains(Installing.Secret, results.Of(ResourceAction.Unchanged));
        Assert.Equal(before, Secret("etcd-key"));
    }

    [ClusterFact]
    public async Task Certificates_of_another_authority_stop_it_wherever_they_come_from()
    {
        Etcd.Shell("New-CalicoCerts -Path stranger");
        var stranger = fixture.Certificates("stranger");
        await RefusedAsync("EtcdServerUntrusted", Installing.Secured(stranger, Etcd.Endpoints));
        Reset();
        await RefusedAsync("EtcdServerUntrusted", Installing.SecretOf(stranger), Installing.External(Etcd.Endpoints));

        Reset();
        await Installing.RunAsync(Cluster.Administrator, new InstallOptions { Force = true }, Installing.SecretOf(stranger));
        await RefusedAsync("EtcdServerUntrusted", Installing.External(Etcd.Endpoints));
        Assert.Contains(
            await WarningsAsync(new InstallOptions { Force = true }, Installing.External(Etcd.Endpoints)),
            static warning => warning.StartsWith("EtcdServerUntrusted", StringComparison.Ordinal));
    }

    [ClusterFact]
    public async Task An_endpoint_that_the_server_s_certificate_does_not_name_stops_it()
    {
        var error = await RefusedAsync("EtcdServerNameMismatch", Installing.Secured(fixture.Certificates("pki"), Etcd.OtherEndpoints));
        Assert.Contains("it names etcd1", error.Message, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_member_that_is_down_or_hangs_is_warned_of_by_its_endpoint()
    {
        var manifest = Installing.Secured(fixture.Certificates("pki"), Etcd.Endpoints);
        await Etcd.Members[2].KillAsync();
        var down = await WarningsAsync(new InstallOptions(), manifest);
        Etcd.Members[2].Start();
        await Etcd.HealthyAsync();
        Assert.Contains(down, warning => warning.StartsWith($"EtcdUnreachable: {Etcd.Endpoints[2]}", StringComparison.Ordinal));

        Etcd.Members[2].Freeze();
        var hanging = await WarningsAsync(new InstallOptions(), manifest);
        Etcd.Members[2].Thaw();
        await Etcd.HealthyAsync();
        var silent = Assert.Single(hanging, warning => warning.StartsWith($"EtcdSilent: {Etcd.Endpoints[2]}", StringComparison.Ordinal));
        Assert.Contains("no answer within 5 seconds", silent, StringComparison.Ordinal);
    }

    // Where a DaemonSet is deleted before all its pods are there, the controller waits five minutes before it makes those of the next one.
    private void Reset()
    {
        if (Node("{.metadata.name}").Length > 0)
        {
            Kubectl.Run(Cluster.Administrator, "rollout", "status", "daemonset/calico-node", "-n", "kube-system", "--timeout=4m");
        }

        Installing.Reset(Cluster);
    }

    private static int Rows(string shown, string action) =>
        shown.Split('\n').Count(line => line.StartsWith($"{action} ", StringComparison.Ordinal));

    private string Install(string source) => ModuleHost.Run($"{source} Install-Calico -Timeout 4m -KubeConfig '{Cluster.Administrator}'");

    private async Task<ClusterException> RefusedAsync(string rule, params IReadOnlyList<CalicoManifest> manifests)
    {
        var error = await Assert.ThrowsAsync<ClusterException>(() => Installing.PlanAsync(Cluster, manifests));
        Assert.Equal("InstallationRefused", error.ErrorId);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
        return error;
    }

    private async Task<IReadOnlyList<string>> WarningsAsync(InstallOptions options, params IReadOnlyList<CalicoManifest> manifests)
    {
        var log = new InstallLog();
        using var installer = Installing.Connect(Cluster.Administrator, options);
        await installer.PlanAsync(manifests, log, default);
        return [.. log.Messages.Where(static message => message.StartsWith("Etcd", StringComparison.Ordinal))];
    }

    private string Node(string path) =>
        Kubectl.Run(Cluster.Administrator, "get", "daemonset", "calico-node", "-n", "kube-system", "--ignore-not-found", "-o", $"jsonpath={path}");

    private string Secret(string key) => Installing.Field(Cluster, "secret", "calico-etcd-secrets", $"{{.data.{key}}}");
}
