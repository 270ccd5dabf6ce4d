using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.Settings;

public sealed class SettingErrorTests
{
    [Theory]
    [InlineData("192.168.10.73:2379", "EtcdEndpointMalformed")]
    [InlineData("HTTPS://192.168.10.73:2379", "EtcdEndpointMalformed")]
    [InlineData("https://192.168.10.73", "EtcdEndpointMalformed")]
    [InlineData("https://[fd00::1]", "EtcdEndpointMalformed")]
    [InlineData("https://fd00::1:2379", "EtcdEndpointMalformed")]
    [InlineData("https://192.168.10.73:", "EtcdEndpointMalformed")]
    [InlineData("https://192.168.10.73:0", "EtcdEndpointMalformed")]
    [InlineData("https://192.168.10.73:65536", "EtcdEndpointMalformed")]
    [InlineData("https://192.168.10:2379", "EtcdEndpointMalformed")]
    [InlineData("https://192.168.10.256:2379", "EtcdEndpointMalformed")]
    [InlineData("https://192.168.10.073:2379", "EtcdEndpointMalformed")]
    [InlineData("https://:2379", "EtcdEndpointMalformed")]
    [InlineData("https://user@etcd:2379", "EtcdEndpointMalformed")]
    [InlineData("https://etcd 1:2379", "EtcdEndpointMalformed")]
    [InlineData("https://etcd:2379/", "EtcdEndpointMalformed")]
    [InlineData("https://etcd:2379/v3", "EtcdEndpointMalformed")]
    [InlineData("http://<ETCD_IP>:<ETCD_PORT>", "EtcdEndpointMalformed")]
    [InlineData("https://a:2379,,https://b:2379", "EtcdEndpointMalformed")]
    [InlineData("", "EtcdEndpointMalformed")]
    [InlineData("https://a:2379,http://b:2379", "EtcdEndpointSchemesMixed")]
    [InlineData("https://a:2379,https://A:2379", "EtcdEndpointRepeated")]
    [InlineData("https://a:2379", "EtcdEndpointNeedsCertificate")]
    public void An_etcd_endpoint_that_cannot_be_meant_is_refused(string endpoint, string errorId) =>
        Refused(SampleManifest.Etcd(), new() { EtcdEndpoint = [endpoint] }, errorId);

    [Theory]
    [InlineData("https://me:secret@etcd:2379")]
    [InlineData("me:secret@etcd:2379")]
    public void A_password_in_an_etcd_endpoint_is_not_shown(string endpoint)
    {
        var error = Refused(SampleManifest.Etcd(), new() { EtcdEndpoint = [endpoint] }, "EtcdEndpointMalformed");
        Assert.DoesNotContain("secret", error.Message + error.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_and_certificates_have_to_fit_each_other()
    {
        Refused(SampleManifest.Etcd(paths: "/calico-secrets/x"), new() { EtcdEndpoint = ["http://a:2379"] }, "EtcdEndpointNotEncrypted");
        Refused(SampleManifest.Etcd("http://a:2379"), new() { ExternalEtcdSecret = true }, "EtcdEndpointNotEncrypted");
        var bothWays = new ManifestSettings { EtcdCertificate = new FakeCertificateSet(), ExternalEtcdSecret = true };
        Refused(SampleManifest.Etcd(), bothWays, "EtcdSecretContradictory");
    }

    [Theory]
    [InlineData("10.244.0.0", "PodCidrMalformed")]
    [InlineData("10.244.0/16", "PodCidrMalformed")]
    [InlineData("10.244.0.0/33", "PodCidrMalformed")]
    [InlineData("10.244.0.0/ 16", "PodCidrMalformed")]
    [InlineData("10.0244.0.0/16", "PodCidrMalformed")]
    [InlineData("fd00::/129", "PodCidrMalformed")]
    [InlineData("fe80::%1/64", "PodCidrMalformed")]
    [InlineData("::ffff:10.0.0.0/112", "PodCidrMalformed")]
    [InlineData("", "PodCidrMalformed")]
    [InlineData("10.244.1.0/16", "PodCidrNotMasked")]
    [InlineData("fd00::1/64", "PodCidrNotMasked")]
    [InlineData("10.244.0.0/16,10.245.0.0/16", "PodCidrFamilyRepeated")]
    [InlineData("10.244.0.0/27", "PodCidrSmallerThanBlock")]
    [InlineData("fd00::/123", "PodCidrSmallerThanBlock")]
    public void A_pod_range_that_cannot_be_meant_is_refused(string cidr, string errorId) =>
        Refused(SampleManifest.Kubernetes(), new() { PodCidr = [cidr] }, errorId);

    [Theory]
    [InlineData("10.244.1.0/16", "10.244.0.0/16")]
    [InlineData("172.16.5.4/12", "172.16.0.0/12")]
    [InlineData("fd00:10:244:1::/48", "fd00:10:244::/48")]
    public void A_range_with_bits_beyond_its_prefix_is_answered_with_the_right_one(string cidr, string right)
    {
        var error = Refused(SampleManifest.Kubernetes(), new() { PodCidr = [cidr] }, "PodCidrNotMasked");
        Assert.Contains(right, error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "AutodetectionMethodUnknown")]
    [InlineData("firstfound", "AutodetectionMethodUnknown")]
    [InlineData("Can-Reach=10.0.0.1", "AutodetectionMethodUnknown")]
    [InlineData("kubernetes-internal-ip=", "AutodetectionMethodUnknown")]
    [InlineData("192.168.10.73", "AutodetectionMethodUnknown")]
    [InlineData("can-reach=", "AutodetectionMethodMalformed")]
    [InlineData("can-reach=10.0.0.1:80", "AutodetectionMethodMalformed")]
    [InlineData("can-reach=https://www.example.org", "AutodetectionMethodMalformed")]
    [InlineData("can-reach=10.0.0.1,10.0.0.2", "AutodetectionMethodMalformed")]
    [InlineData("can-reach=10.0.0.300", "AutodetectionMethodMalformed")]
    [InlineData("interface=", "AutodetectionMethodMalformed")]
    [InlineData("interface=eth0,,eth1", "AutodetectionMethodMalformed")]
    [InlineData("interface=eth[0", "AutodetectionMethodMalformed")]
    [InlineData("interface=*", "AutodetectionMethodMalformed")]
    [InlineData("interface=eth(?!1)", "AutodetectionMethodMalformed")]
    [InlineData("interface=(eth)\\1", "AutodetectionMethodMalformed")]
    [InlineData("skip-interface=eth\\d{1,2}", "AutodetectionMethodMalformed")]
    [InlineData("cidr=", "AutodetectionMethodMalformed")]
    [InlineData("cidr=10.0.0.1", "AutodetectionMethodMalformed")]
    [InlineData("cidr=10.0.0.0/24,10.0.1.0", "AutodetectionMethodMalformed")]
    [InlineData("cidr=fd00::/64", "AutodetectionFamilyMismatch")]
    [InlineData("cidr=10.0.0.0/24,fd00::/64", "AutodetectionFamilyMismatch")]
    [InlineData("can-reach=fd00::1", "AutodetectionFamilyMismatch")]
    public void A_method_that_cannot_be_meant_is_refused(string method, string errorId) =>
        Refused(SampleManifest.Kubernetes(), new() { IPAutodetectionMethod = [method] }, errorId);

    [Fact]
    public void An_empty_list_is_no_value()
    {
        Refused(SampleManifest.Etcd(), new() { EtcdEndpoint = [] }, "EtcdEndpointMalformed");
        Refused(SampleManifest.Kubernetes(), new() { PodCidr = [] }, "PodCidrMalformed");
        Refused(SampleManifest.Kubernetes(), new() { IPAutodetectionMethod = [] }, "AutodetectionMethodUnknown");
    }

    [Fact]
    public void A_method_for_IPv6_takes_no_IPv4() => Refused(
        SampleManifest.Kubernetes(),
        new() { PodCidr = ["fd00::/64"], IP6AutodetectionMethod = ["can-reach=10.0.0.1"] },
        "AutodetectionFamilyMismatch");

    [Theory]
    [InlineData("etc/cni/net.d")]
    [InlineData("C:\\etc\\cni")]
    [InlineData("/etc/../cni")]
    [InlineData("/etc/cni\n")]
    [InlineData("/etc/\"cni\"")]
    [InlineData("/")]
    [InlineData("")]
    public void A_path_that_no_node_has_is_refused(string path)
    {
        Refused(SampleManifest.Kubernetes(), new() { CniNetDirectory = path }, "HostPathMalformed");
        Refused(SampleManifest.Kubernetes(), new() { CniBinDirectory = path }, "HostPathMalformed");
        Refused(SampleManifest.Kubernetes(), new() { CniKubeConfigPath = path }, "HostPathMalformed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://reg.lan")]
    [InlineData("Reg.lan")]
    [InlineData("harbor")]
    [InlineData("harbor/mirror")]
    [InlineData("reg.lan/mirror:v1")]
    [InlineData("reg.lan/calico/node@sha256:00")]
    [InlineData("reg.lan//mirror")]
    [InlineData("reg.lan/mir ror")]
    [InlineData("reg.lan:port")]
    public void What_is_no_registry_is_refused(string registry) =>
        Refused(SampleManifest.Kubernetes(), new() { ImageRegistry = registry }, "ImageRegistryMalformed");

    [Fact]
    public void Numbers_out_of_range_and_names_that_are_none_are_refused()
    {
        var manifest = SampleManifest.Kubernetes();
        foreach (var mtu in new[] { -1, 1, 575, 65521 })
        {
            Refused(manifest, new() { Mtu = mtu }, "MtuOutOfRange");
        }

        foreach (var blockSize in new[] { 19, 33 })
        {
            Refused(manifest, new() { BlockSize = blockSize }, "BlockSizeOutOfRange");
        }

        foreach (var name in new[] { "", "Reg", "reg_cred", "-reg", "reg." })
        {
            Refused(manifest, new() { ImagePullSecret = name }, "ImagePullSecretMalformed");
        }

        foreach (var name in new[] { "", "1A", "A B", "A=B", "Ä" })
        {
            Refused(manifest, new() { Environment = [new(name, "x")] }, "EnvironmentNameMalformed");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://api.lan")]
    [InlineData("api.lan:6443")]
    [InlineData("[fd00::5]")]
    [InlineData("192.168.10")]
    [InlineData("api lan")]
    [InlineData("api.lan/")]
    public void What_is_no_host_of_an_API_server_is_refused(string host)
    {
        var settings = new ManifestSettings { KubernetesServiceHost = host, KubernetesServicePort = 6443 };
        var error = Refused(Ebpf(), settings, "KubernetesServiceHostMalformed");
        Assert.Contains("without https://", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void What_is_no_port_of_an_API_server_is_refused(int port) =>
        Refused(Ebpf(), new() { KubernetesServiceHost = "api.lan", KubernetesServicePort = port }, "KubernetesServicePortOutOfRange");

    [Fact]
    public void Half_an_address_of_the_API_server_is_refused_unless_the_other_half_is_there()
    {
        Assert.Contains(
            "-KubernetesServicePort is missing",
            Refused(Ebpf(), new() { KubernetesServiceHost = "fd00::5" }, "KubernetesServiceIncomplete").Message,
            StringComparison.Ordinal);
        Refused(Ebpf(), new() { KubernetesServicePort = 6443 }, "KubernetesServiceIncomplete");
        var whole = Ebpf().With(new() { KubernetesServiceHost = "fd00::5", KubernetesServicePort = 6443 });
        Assert.Contains("kubernetes_service_host: \"10.0.0.5\"", whole.With(new() { KubernetesServiceHost = "10.0.0.5" })
            .ToYaml(), StringComparison.Ordinal);
        Refused(
            whole,
            new() { KubernetesServicePort = 443, Environment = [new("KUBERNETES_SERVICE_PORT", "443")] },
            "EnvironmentContradictory");
    }

    [Theory]
    [InlineData("CALICO_IPV4POOL_CIDR")]
    [InlineData("IP_AUTODETECTION_METHOD")]
    [InlineData("CALICO_IPV4POOL_VXLAN")]
    [InlineData("FELIX_VXLANMTU")]
    [InlineData("CALICO_IPV4POOL_BLOCK_SIZE")]
    [InlineData("CALICO_IPV4POOL_NAT_OUTGOING")]
    [InlineData("FELIX_IPV6SUPPORT")]
    public void A_variable_that_another_setting_sets_is_a_contradiction(string name)
    {
        var settings = new ManifestSettings
        {
            PodCidr = ["10.244.0.0/16", "fd00::/64"],
            IPAutodetectionMethod = ["first-found"],
            Encapsulation = Encapsulation.Vxlan,
            Mtu = 1400,
            BlockSize = 26,
            NatOutgoing = true,
            Environment = [new(name, "x")],
        };
        Refused(SampleManifest.Kubernetes(), settings, "EnvironmentContradictory");
    }

    [Fact]
    public void A_setting_that_does_not_apply_names_the_source()
    {
        var manifest = SampleManifest.Kubernetes();
        var error = Refused(manifest, new() { EtcdEndpoint = ["http://a:2379"] }, "SettingNotSupported");
        Assert.Contains($"from {manifest.Source}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_without_its_object_says_what_is_missing()
    {
        var secret = Manifest.Parse(SampleManifest.EtcdSecret, "secret.yaml");
        (ManifestSettings Settings, string Missing)[] cases =
        [
            (new() { EtcdEndpoint = ["http://a:2379"] }, "ConfigMap calico-config"),
            (new() { EtcdCertificate = new FakeCertificateSet() }, "ConfigMap calico-config"),
            (new() { PodCidr = ["10.0.0.0/16"] }, "DaemonSet calico-node"),
            (new() { PodCidr = ["fd00::/64"] }, "DaemonSet calico-node"),
            (new() { IPAutodetectionMethod = ["first-found"] }, "DaemonSet calico-node"),
            (new() { CniKubeConfigPath = "/x" }, "ConfigMap calico-config"),
            (new() { CniNetDirectory = "/x" }, "DaemonSet calico-node"),
            (new() { CniBinDirectory = "/x" }, "DaemonSet calico-node"),
            (new() { Mtu = 1400 }, "ConfigMap calico-config"),
            (new() { Encapsulation = Encapsulation.None }, "DaemonSet calico-node"),
            (new() { BlockSize = 26 }, "DaemonSet calico-node"),
            (new() { NatOutgoing = true }, "DaemonSet calico-node"),
            (new() { ImageRegistry = "reg.lan" }, "DaemonSet or Deployment"),
            (new() { ImagePullSecret = "regcred" }, "DaemonSet or Deployment"),
            (new() { KubernetesServiceHost = "api.lan", KubernetesServicePort = 6443 }, "ConfigMap calico-config"),
            (new() { Environment = [new("AS", "64513")] }, "DaemonSet calico-node"),
        ];
        foreach (var (settings, missing) in cases)
        {
            var error = Refused(secret, settings, "SettingObjectMissing");
            Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        }

        var withoutVolume = Refused(SampleManifest.Kubernetes(), new() { CniNetDirectory = "/x" }, "SettingObjectMissing");
        Assert.Contains("volume cni-net-dir", withoutVolume.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_CNI_configuration_that_is_no_JSON_is_told_with_its_place()
    {
        var text = SampleManifest.Kubernetes().ToYaml().Replace("\"plugins\": [", "\"plugins\": [ # ours", StringComparison.Ordinal);
        var error = Refused(Manifest.Parse(text, "ours.yaml"), new() { CniKubeConfigPath = "/x" }, "CniConfigurationMalformed");
        Assert.StartsWith("ours.yaml:9:23: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    private static ManifestException Refused(CalicoManifest manifest, ManifestSettings settings, string errorId)
    {
        var text = manifest.ToYaml();
        var error = Assert.Throws<ManifestException>(() => manifest.With(settings));
        Assert.Equal(errorId, error.ErrorId);
        Assert.NotEmpty(error.Remedy);
        Assert.Equal(text, manifest.ToYaml());
        return error;
    }

    private static CalicoManifest Ebpf() =>
        BuiltInManifests.Create(ReleaseCatalogue.Newest, CalicoDatastore.Kubernetes, CalicoVariant.Bpf);
}
