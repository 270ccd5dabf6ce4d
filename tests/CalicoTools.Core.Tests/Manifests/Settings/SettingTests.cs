using System.Text.Json.Nodes;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Core.Tests.Manifests.Settings;

public sealed class SettingTests
{
    [Theory]
    [InlineData("https://192.168.10.73:2379")]
    [InlineData("https://etcd-1.lan:443")]
    [InlineData("https://ETCD_1:65535")]
    [InlineData("https://[fd00::73]:2379")]
    [InlineData("https://a:2379,https://b:2379,https://c:2379")]
    public void Endpoints_are_written_as_typed(string endpoints) => Assert.Equal(
        endpoints, Config(SampleManifest.Etcd().With(new() { EtcdEndpoint = [endpoints], ExternalEtcdSecret = true }), "etcd_endpoints"));

    [Fact]
    public void Endpoints_may_come_one_by_one_or_with_blanks_around_their_commas() => Assert.Equal(
        "http://a:2379,http://b:2379,http://c:2379",
        Config(SampleManifest.Etcd().With(new() { EtcdEndpoint = ["http://a:2379, http://b:2379", "http://c:2379"] }), "etcd_endpoints"));

    [Fact]
    public void Certificates_may_be_set_before_the_endpoints_and_then_hold_for_them()
    {
        var manifest = SampleManifest.Etcd()
            .With(new() { EtcdCertificate = new FakeCertificateSet() })
            .With(new() { EtcdEndpoint = ["https://a:2379"] });
        Assert.Equal("https://a:2379", Config(manifest, "etcd_endpoints"));
        Assert.Equal("/calico-secrets/etcd-cert", Config(manifest, "etcd_cert"));
        Assert.True(manifest.HasSecretData);
    }

    [Fact]
    public void A_certificate_replaces_what_the_Secret_holds_in_either_field()
    {
        var text = SampleManifest.Etcd().ToYaml().Replace(
            "data:\n---", "data: {etcd-ca: b2xk, other: eA==}\nstringData: {etcd-key: old}\n---", StringComparison.Ordinal);
        var manifest = Manifest.Parse(text, "x").With(new() { EtcdCertificate = new FakeCertificateSet() });
        var secret = Object(manifest, "Secret", "calico-etcd-secrets");
        Assert.Equal("Y2E=", (string?)secret["data"]!["etcd-ca"]);
        Assert.Equal("a2V5", (string?)secret["data"]!["etcd-key"]);
        Assert.Equal("eA==", (string?)secret["data"]!["other"]);
        Assert.Null(secret["stringData"]?["etcd-key"]);
    }

    [Theory]
    [InlineData("first-found", "first-found")]
    [InlineData("can-reach=www.example.org", "can-reach=www.example.org")]
    [InlineData("interface=eth.*|ens.*", "interface=eth.*,ens.*")]
    [InlineData("skip-interface=br-.*|docker[0-9]+", "skip-interface=br-.*,docker[0-9]+")]
    [InlineData("cidr=10.0.1.0/24|10.0.2.0/24", "cidr=10.0.1.0/24,10.0.2.0/24")]
    [InlineData("kubernetes-internal-ip", "kubernetes-internal-ip")]
    public void A_method_split_at_its_commas_is_put_together_again(string values, string method) => Assert.Equal(
        method, Variable(SampleManifest.Kubernetes().With(new() { IPAutodetectionMethod = values.Split('|') }), "IP_AUTODETECTION_METHOD"));

    [Fact]
    public void A_method_that_has_no_effect_is_warned_of()
    {
        var log = new CommandLog();
        var manifest = SampleManifest.Kubernetes().With(new() { Environment = [new("IP", "none")] });
        ManifestConfigurator.Configure(manifest, new() { IPAutodetectionMethod = ["first-found"] }, log);
        Assert.Contains("autodetect", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    [OfficialFact]
    public void A_kubeconfig_that_nobody_writes_is_warned_of()
    {
        var manifest = new ManifestFile("v3.32.1", "calico-etcd.yaml").Manifest;
        Assert.Empty(Warnings(new() { CniNetDirectory = "/var/cni" }));
        Assert.Empty(Warnings(new() { CniKubeConfigPath = "/etc/cni/net.d/calico-kubeconfig" }));
        Assert.Empty(Warnings(new() { CniNetDirectory = "/var/cni", CniKubeConfigPath = "/var/cni/calico-kubeconfig" }));
        Assert.Single(Warnings(new() { CniKubeConfigPath = "/home/admin/.kube/config" }));
        var warning = Assert.Single(
            Warnings(new() { CniNetDirectory = "/var/cni", CniKubeConfigPath = "/etc/cni/net.d/calico-kubeconfig" }));
        Assert.Contains("/var/cni/calico-kubeconfig", warning, StringComparison.Ordinal);

        List<string> Warnings(ManifestSettings settings)
        {
            var log = new CommandLog();
            ManifestConfigurator.Configure(manifest, settings, log);
            return log.Warnings;
        }
    }

    [Fact]
    public void A_method_for_IPv6_needs_a_range_and_replaces_itself_once_there_is_one()
    {
        var manifest = SampleManifest.Kubernetes().With(new() { PodCidr = ["fd00::/64"], IP6AutodetectionMethod = ["can-reach=fd00::1"] });
        Assert.Equal("autodetect", Variable(manifest, "IP6"));
        Assert.Equal("can-reach=fd00::1", Variable(manifest, "IP6_AUTODETECTION_METHOD"));
        Assert.Equal(
            "cidr=fd00::/64", Variable(manifest.With(new() { IP6AutodetectionMethod = ["cidr=fd00::/64"] }), "IP6_AUTODETECTION_METHOD"));
        Assert.Null(Variable(manifest, "CALICO_IPV4POOL_CIDR"));
    }

    [Fact]
    public void IPv6_in_VXLAN_sets_the_IPv6_pool_too_and_needs_a_release_that_can()
    {
        var settings = new ManifestSettings { Encapsulation = Encapsulation.Vxlan, PodCidr = ["fd00::/64"] };
        Assert.Equal("Always", Variable(SampleManifest.Kubernetes().With(settings), "CALICO_IPV6POOL_VXLAN"));
        var older = SampleManifest.Kubernetes("v3.22.5");
        Assert.Equal("SettingNeedsRelease", Assert.Throws<ManifestException>(() => older.With(settings)).ErrorId);
        var routed = older.With(new() { PodCidr = settings.PodCidr });
        var error = Assert.Throws<ManifestException>(() => routed.With(new() { Encapsulation = settings.Encapsulation }));
        Assert.Equal("SettingNeedsRelease", error.ErrorId);
    }

    [Fact]
    public void IPv6_without_Calicos_address_management_is_refused_saying_so()
    {
        var manifest = SampleManifest.Kubernetes(ipam: "host-local");
        var error = Assert.Throws<ManifestException>(() => manifest.With(new() { PodCidr = ["fd00::/64"] }));
        Assert.Equal("DualStackIncomplete", error.ErrorId);
        Assert.Contains("calico-ipam", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nat_covers_the_IPv6_pool_where_there_is_one()
    {
        const string variable = "CALICO_IPV6POOL_NAT_OUTGOING";
        Assert.Null(Variable(SampleManifest.Kubernetes().With(new() { NatOutgoing = true }), variable));
        Assert.Equal("true", Variable(SampleManifest.Kubernetes().With(new() { NatOutgoing = true, PodCidr = ["fd00::/64"] }), variable));
    }

    [Fact]
    public void A_small_range_goes_with_small_blocks()
    {
        var manifest = SampleManifest.Kubernetes().With(new() { PodCidr = ["10.0.0.0/27"], BlockSize = 28 });
        Assert.Equal("28", Variable(manifest, "CALICO_IPV4POOL_BLOCK_SIZE"));
    }

    [Fact]
    public void An_mtu_written_into_the_CNI_configuration_is_set_there()
    {
        var manifest = SampleManifest.Kubernetes(mtu: "1500").With(new() { Mtu = 1400 });
        Assert.Contains("\"mtu\": 1400,", Config(manifest, "cni_network_config"), StringComparison.Ordinal);
        Assert.Equal("0", Config(manifest, "veth_mtu"));
    }

    [Fact]
    public void The_order_of_variables_does_not_depend_on_the_order_of_settings()
    {
        ManifestSettings[] settings =
        [
            new() { PodCidr = ["10.0.0.0/16"] },
            new() { BlockSize = 26 },
            new() { IPAutodetectionMethod = ["first-found"] },
            new() { PodCidr = ["fd00::/64"] },
        ];
        string[] names =
        [
            "CALICO_NETWORKING_BACKEND",
            "IP",
            "IP_AUTODETECTION_METHOD",
            "IP6",
            "CALICO_IPV4POOL_IPIP",
            "CALICO_IPV4POOL_VXLAN",
            "CALICO_IPV4POOL_BLOCK_SIZE",
            "CALICO_IPV6POOL_CIDR",
            "CALICO_IPV4POOL_CIDR",
            "FELIX_IPV6SUPPORT",
        ];
        foreach (var order in new[] { settings, settings.Reverse() })
        {
            var manifest = order.Aggregate(
                (CalicoManifest)SampleManifest.Kubernetes(), static (manifest, setting) => manifest.With(setting));
            Assert.Equal(names, Names(manifest));
        }
    }

    [Fact]
    public void An_environment_variable_is_replaced_in_place_even_if_it_comes_from_elsewhere_and_null_removes_it()
    {
        var manifest = SampleManifest.Kubernetes().With(new()
        {
            Environment = [new("CALICO_NETWORKING_BACKEND", "none"), new("IP", null), new("NOT_THERE", null), new("NEW", "")],
        });
        Assert.Equal(
            ["CALICO_NETWORKING_BACKEND", "CALICO_IPV4POOL_IPIP", "CALICO_IPV4POOL_VXLAN", "NEW"], Names(manifest));
        Assert.Equal("""{"name":"CALICO_NETWORKING_BACKEND","value":"none"}""", Variables(manifest)[0].ToJsonString());
    }

    [Theory]
    [InlineData("docker.io/calico/node:v3.32.1", "reg.lan/calico/node:v3.32.1")]
    [InlineData("reg.lan/mirror/quay/calico/node:v3.32.1", "reg.lan/calico/node:v3.32.1")]
    [InlineData("calico/node:v3.32.1", "reg.lan/calico/node:v3.32.1")]
    [InlineData("localhost/calico/node:v3.32.1", "reg.lan/calico/node:v3.32.1")]
    [InlineData("quay.io/calico/node@sha256:00", "reg.lan/calico/node@sha256:00")]
    [InlineData("busybox:1", "reg.lan/busybox:1")]
    [InlineData("library/busybox", "reg.lan/library/busybox")]
    [InlineData("other.lan:5000/team/sidecar:1", "reg.lan/team/sidecar:1")]
    public void An_image_moves_to_the_registry_once(string image, string moved)
    {
        var text = SampleManifest.Kubernetes().ToYaml().Replace("quay.io/calico/cni:v3.32.1", image, StringComparison.Ordinal);
        var once = Manifest.Parse(text, "x").With(new() { ImageRegistry = "reg.lan/" });
        Assert.Equal(moved, (string?)Pod(once)["initContainers"]![0]!["image"]);
        Assert.Equal(once.ToYaml(), once.With(new() { ImageRegistry = "reg.lan" }).ToYaml());
    }

    [Fact]
    public void A_pull_secret_joins_those_that_are_there()
    {
        var manifest = new[] { "a", "b", "a" }.Aggregate(
            (CalicoManifest)SampleManifest.Kubernetes(), static (manifest, name) => manifest.With(new() { ImagePullSecret = name }));
        Assert.Equal("""[{"name":"a"},{"name":"b"}]""", Pod(manifest)["imagePullSecrets"]!.ToJsonString());
    }

    [Fact]
    public void Nothing_to_set_gives_the_same_manifest()
    {
        var manifest = SampleManifest.Kubernetes();
        Assert.Same(manifest, manifest.With(new()));
    }

    private static JsonObject Object(CalicoManifest manifest, string kind, string name) =>
        ((Manifest)manifest).Find(kind, name)!.ToObject();

    private static string? Config(CalicoManifest manifest, string key) =>
        (string?)Object(manifest, "ConfigMap", "calico-config")["data"]![key];

    private static JsonNode Pod(CalicoManifest manifest) => Object(manifest, "DaemonSet", "calico-node")["spec"]!["template"]!["spec"]!;

    private static List<JsonNode> Variables(CalicoManifest manifest) =>
        [.. Pod(manifest)["containers"]![0]!["env"]!.AsArray().OfType<JsonNode>()];

    private static IEnumerable<string> Names(CalicoManifest manifest) =>
        Variables(manifest).Select(static variable => (string)variable["name"]!);

    private static string? Variable(CalicoManifest manifest, string name) =>
        (string?)Variables(manifest).Find(variable => (string?)variable["name"] == name)?["value"];
}
