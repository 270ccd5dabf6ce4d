using CalicoTools.Cluster.Update;
using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Cluster.Update;

public sealed class InstalledSettingsTests
{
    public static TheoryData<string> Settings => [.. s_settings.Keys];

    private static readonly Dictionary<string, (CalicoDatastore Datastore, ManifestSettings Settings)> s_settings = new()
    {
        ["none"] = (CalicoDatastore.Kubernetes, new()),
        ["pod range and method"] = (CalicoDatastore.Kubernetes, new() { PodCidr = ["10.244.0.0/16"], IPAutodetectionMethod = ["cidr=10.0.0.0/8"] }),
        ["both families"] = (CalicoDatastore.Kubernetes, new() { PodCidr = ["10.244.0.0/16", "fd00:10::/56"] }),
        ["encapsulation"] = (CalicoDatastore.Kubernetes, new() { Encapsulation = Encapsulation.IpipCrossSubnet, BlockSize = 24, NatOutgoing = false }),
        ["folders"] = (CalicoDatastore.Kubernetes, new() { CniBinDirectory = "/home/bin", CniNetDirectory = "/home/net.d", CniKubeConfigPath = "/home/kubeconfig" }),
        ["images"] = (CalicoDatastore.Kubernetes, new() { ImageRegistry = "registry.example.org/mirror", ImagePullSecret = "pull", Mtu = 1400 }),
        ["variables"] = (CalicoDatastore.Kubernetes, new() { Environment = [new("FELIX_LOGSEVERITYSCREEN", "debug"), new("CLUSTER_TYPE", null)] }),
        ["etcd"] = (CalicoDatastore.Etcd, new() { EtcdEndpoint = ["https://192.0.2.1:2379,https://192.0.2.2:2379"], ExternalEtcdSecret = true }),
        ["etcd without TLS"] = (CalicoDatastore.Etcd, new() { EtcdEndpoint = ["http://192.0.2.1:2379"] }),
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void What_is_installed_makes_the_same_of_the_next_release_as_its_settings(string name)
    {
        var (datastore, settings) = s_settings[name];
        var installed = ManifestConfigurator.Configure(BuiltIn("v3.21.2", datastore), settings, new CommandLog());
        var carried = new InstalledSettings((Manifest)installed, BuiltIn("v3.21.2", datastore)).Apply(BuiltIn("v3.22.5", datastore), new CommandLog());
        var wanted = ManifestConfigurator.Configure(BuiltIn("v3.22.5", datastore), settings, new CommandLog());
        Assert.Equal(wanted.ToYaml(), carried.ToYaml());
    }

    [Fact]
    public void The_API_server_s_address_is_carried_over_where_eBPF_needs_it()
    {
        var settings = new ManifestSettings { KubernetesServiceHost = "api.lan", KubernetesServicePort = 6443 };
        var (before, after) = (Ebpf("v3.21.2"), Ebpf("v3.22.5"));
        var installed = (Manifest)ManifestConfigurator.Configure(before, settings, new CommandLog());
        Assert.Equal(
            ManifestConfigurator.Configure(after, settings, new CommandLog()).ToYaml(),
            new InstalledSettings(installed, before).Apply(after, new CommandLog()).ToYaml());

        static Manifest Ebpf(string release) => BuiltIn(release, CalicoDatastore.Kubernetes, CalicoVariant.Bpf);
    }

    private static Manifest BuiltIn(string release, CalicoDatastore datastore, CalicoVariant variant = CalicoVariant.Default) =>
        (Manifest)BuiltInManifests.Create(ReleaseCatalogue.Find(release), datastore, variant);
}
