using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.Settings;

public sealed class InstalledSettingsTests
{
    public static TheoryData<string> Settings => [.. s_settings.Keys];

    // The variant for the Kubernetes datastore; null for etcd.
    private static readonly Dictionary<string, (CalicoVariant? Variant, ManifestSettings Settings)> s_settings = new()
    {
        ["none"] = (CalicoVariant.Default, new()),
        ["pod range and method"] = (CalicoVariant.Default, new() { PodCidr = ["10.244.0.0/16"], IPAutodetectionMethod = ["cidr=10.0.0.0/8"] }),
        ["both families"] = (CalicoVariant.Default, new() { PodCidr = ["10.244.0.0/16", "fd00:10::/56"] }),
        ["encapsulation"] = (CalicoVariant.Default, new() { Encapsulation = Encapsulation.IpipCrossSubnet, BlockSize = 24, NatOutgoing = false }),
        ["folders"] = (CalicoVariant.Default, new() { CniBinDirectory = "/home/bin", CniNetDirectory = "/home/net.d", CniKubeConfigPath = "/home/kubeconfig" }),
        ["images"] = (CalicoVariant.Default, new() { ImageRegistry = "registry.example.org/mirror", ImagePullSecret = "pull", Mtu = 1400 }),
        ["variables"] = (CalicoVariant.Default, new() { Environment = [new("FELIX_LOGSEVERITYSCREEN", "debug"), new("CLUSTER_TYPE", null)] }),
        ["etcd"] = (null, new() { EtcdEndpoint = ["https://192.0.2.1:2379,https://192.0.2.2:2379"], ExternalEtcdSecret = true }),
        ["API server for eBPF"] = (CalicoVariant.Bpf, new() { KubernetesServiceHost = "api.lan", KubernetesServicePort = 6443 }),
        ["IPv6 method"] = (CalicoVariant.Default, new() { PodCidr = ["fd00:10::/56"], IP6AutodetectionMethod = ["interface=eth0"] }),
        ["etcd without TLS"] = (null, new() { EtcdEndpoint = ["http://192.0.2.1:2379"] }),
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void What_is_installed_makes_the_same_of_the_next_release_as_its_settings(string name)
    {
        var (variant, settings) = s_settings[name];
        var installed = ManifestConfigurator.Configure(BuiltIn("v3.21.2", variant), settings, new CommandLog());
        var carried = InstalledSettings.Carry((Manifest)installed, BuiltIn("v3.21.2", variant), BuiltIn("v3.22.5", variant), new CommandLog());
        var wanted = ManifestConfigurator.Configure(BuiltIn("v3.22.5", variant), settings, new CommandLog());
        Assert.Equal(wanted.ToYaml(), carried.ToYaml());
    }

    [Fact]
    public void No_setting_is_forgotten()
    {
        var carried = s_settings.Values.SelectMany(static item => typeof(ManifestSettings).GetProperties()
            .Where(property => !Equals(property.GetValue(item.Settings), property.GetValue(new ManifestSettings())))
            .Select(static property => property.Name));
        // The certificates themselves are in the cluster: of them only stays that there are some.
        Assert.Equal(
            typeof(ManifestSettings).GetProperties().Select(static property => property.Name)
                .Where(static name => name != nameof(ManifestSettings.EtcdCertificate)).Order(StringComparer.Ordinal),
            carried.Distinct().Order(StringComparer.Ordinal));
    }

    private static Manifest BuiltIn(string release, CalicoVariant? variant) => (Manifest)BuiltInManifests.Create(
        ReleaseCatalogue.Find(release), variant is null ? CalicoDatastore.Etcd : CalicoDatastore.Kubernetes, variant ?? CalicoVariant.Default);
}
