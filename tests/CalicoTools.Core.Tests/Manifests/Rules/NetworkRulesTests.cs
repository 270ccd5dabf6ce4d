using CalicoTools.Manifests.Installations;
using CalicoTools.Manifests.Rules;
using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

public sealed class NetworkRulesTests
{
    private const string Placeholder = "            # - name: CALICO_IPV4POOL_CIDR\n            #   value: \"192.168.0.0/16\"\n";

    [Theory]
    [InlineData("10.96.0.0/16", "10.96.0.0/12", "", true)]
    [InlineData("10.64.0.0/10", "10.96.0.0/12", "", true)]
    [InlineData("10.0.0.0/8", "fd00::/108, 10.96.0.0/12", "", true)]
    [InlineData("192.168.0.0/16", "", "192.168.10.73", true)]
    [InlineData("10.112.0.0/16", "10.96.0.0/12", "192.168.0.0/16", false)]
    [InlineData("10.96.0.0/16", "fd00::/8", "fd00::1", false)]
    public void A_pod_range_must_not_overlap_with_services_or_nodes(
        string pods, string services, string nodes, bool overlaps) => Assert.Equal(
        overlaps,
        Judged(With("CALICO_IPV4POOL_CIDR", pods), services, nodes).Of("PodCidrOverlap").Count == 1);

    [Fact]
    public void The_range_Calico_takes_when_none_is_given_may_overlap_too()
    {
        Assert.Single(Judged(EtcdManifest("v3.28.2"), "10.96.0.0/12", "192.168.10.73").Of("PodCidrDefaultOverlap"));
        Assert.Empty(Judged(EtcdManifest("v3.28.2"), "10.96.0.0/12", "172.16.0.0/12").Of("PodCidrDefaultOverlap"));
        Assert.Empty(Judged(With("CALICO_IPV4POOL_CIDR", "10.244.0.0/16"), "", "192.168.10.73").Of("PodCidrDefaultOverlap"));
        Assert.Empty(Judged(With("NO_DEFAULT_POOLS", "true"), "", "192.168.10.73").Of("PodCidrDefaultOverlap"));
    }

    [Fact]
    public void A_range_has_to_hold_a_block()
    {
        Finds("PodCidrSmallerThanBlock", With("CALICO_IPV4POOL_CIDR", "10.244.0.0/28"), "10.244.0.0/28 has no room for a /26");
        Finds("PodCidrSmallerThanBlock", With("CALICO_IPV6POOL_CIDR", "fd00::/123"), "fd00::/123 has no room for a /122");
        FindsNot("PodCidrSmallerThanBlock", With("CALICO_IPV4POOL_CIDR", "10.244.0.0/26"));
        FindsNot("PodCidrSmallerThanBlock", With(
            "CALICO_IPV4POOL_CIDR", "10.244.0.0/28\"\n            - name: CALICO_IPV4POOL_BLOCK_SIZE\n              value: \"28"));
    }

    [Fact]
    public void The_range_of_flannel_is_the_pods_too()
    {
        var canal = Kubernetes("v3.28.5", CalicoVariant.Canal);
        Assert.Single(Judged(canal, "10.244.0.0/24", "").Of("PodCidrOverlap"));
        Assert.Empty(Judged(canal, "10.96.0.0/12", "").Of("PodCidrOverlap"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.96.0.0/40")]
    [InlineData("10.96.0.0/12,services")]
    public void What_is_no_range_is_refused(string text) => Assert.Equal(
        "AddressRangeMalformed",
        Assert.Throws<ManifestException>(() => TargetEnvironment.Of(DateTimeOffset.UtcNow, null, [text], [])).ErrorId);

    [Fact]
    public void The_first_address_is_found_to_be_risky_before_bridges_were_left_out()
    {
        Finds("AutodetectionFirstFound", EtcdManifest("v3.24.4"), "not set");
        Finds("AutodetectionFirstFound", With("IP_AUTODETECTION_METHOD", "first-found", "v3.24.4"), "first-found");
        FindsNot("AutodetectionFirstFound", EtcdManifest("v3.25.0"));
        FindsNot("AutodetectionFirstFound", With("IP_AUTODETECTION_METHOD", "can-reach=192.0.2.1", "v3.24.4"));
        FindsNot("AutodetectionFirstFound", Kubernetes("v3.24.4", CalicoVariant.PolicyOnly));
    }

    [Fact]
    public void A_backend_that_does_not_exist_is_found()
    {
        (string, string) gobgp = ("calico_backend: \"bird\"", "calico_backend: \"gobgp\"");
        Finds("BackendUnknown", EtcdManifest("v3.22.5", gobgp), "gobgp");
        FindsNot("BackendUnknown", EtcdManifest("v3.21.6", gobgp));
        FindsNot("BackendUnknown", EtcdManifest("v3.22.5"));
    }

    [Fact]
    public void A_backend_without_BGP_needs_VXLAN()
    {
        Finds("BackendWithoutRoutes", EtcdManifest(
            "v3.28.2", ("calico_backend: \"bird\"", "calico_backend: \"vxlan\"")), "CALICO_IPV4POOL_VXLAN is Never");
        FindsNot("BackendWithoutRoutes", Kubernetes("v3.28.5", CalicoVariant.Vxlan));
        FindsNot("BackendWithoutRoutes", EtcdManifest("v3.28.2"));
    }

    [Fact]
    public void A_range_for_IPv6_needs_IPv6()
    {
        var manifest = With("CALICO_IPV6POOL_CIDR", "fd00:10:244::/56");
        Finds("IPv6PoolWithoutIPv6", manifest, "FELIX_IPV6SUPPORT is false");
        FindsNot("IPv6PoolWithoutIPv6", Changed(
            manifest.ToYaml(), ("FELIX_IPV6SUPPORT\n              value: \"false\"", "FELIX_IPV6SUPPORT\n              value: \"true\"")));
    }

    [Theory]
    [InlineData("1440 bytes", true)]
    [InlineData("-1", true)]
    [InlineData("0", false)]
    [InlineData("9000", false)]
    public void An_MTU_is_a_number(string mtu, bool isFound) =>
        Assert.Equal(isFound, Check(EtcdManifest("v3.28.2", ("veth_mtu: \"0\"", $"veth_mtu: \"{mtu}\""))).Of("MtuInvalid").Count == 1);

    [Fact]
    public void Without_kube_proxy_the_API_server_s_address_is_needed()
    {
        Assert.Equal(2, Check(Kubernetes("v3.28.5", CalicoVariant.Bpf)).Of("ApiServerAddressMissing").Count);
        FindsNot("ApiServerAddressMissing", Kubernetes(
            "v3.28.5",
            CalicoVariant.Bpf,
            ("kubernetes_service_host: \"\"", "kubernetes_service_host: \"192.0.2.1\""),
            ("kubernetes_service_port: \"\"", "kubernetes_service_port: \"6443\"")));
    }

    [Fact]
    public void Flannel_and_Calico_have_one_range()
    {
        Finds("FlannelRangeDiffers", Kubernetes(
            "v3.28.5", CalicoVariant.Canal, ("\"Network\": \"10.244.0.0/16\"", "\"Network\": \"10.1.0.0/16\""), Given()), "10.1.0.0/16");
        FindsNot("FlannelRangeDiffers", Kubernetes("v3.28.5", CalicoVariant.Canal, Given()));

        static (string, string) Given() => (
            "            - name: FELIX_IPV6SUPPORT\n",
            "            - name: CALICO_IPV4POOL_CIDR\n              value: \"10.244.0.0/16\"\n            - name: FELIX_IPV6SUPPORT\n");
    }

    [Fact]
    public void A_probe_of_Felix_needs_its_health()
    {
        (string, string) off = (
            "FELIX_HEALTHENABLED\n              value: \"true\"", "FELIX_HEALTHENABLED\n              value: \"false\"");
        Finds("HealthDisabled", EtcdManifest("v3.28.2", off), "FELIX_HEALTHENABLED is false");
        FindsNot("HealthDisabled", EtcdManifest("v3.28.2"));
        FindsNot("HealthDisabled", EtcdManifest("v3.28.2", off, ("- -felix-live", "- -x"), ("- -felix-ready", "- -x")));
    }

    [Fact]
    public void A_Secret_that_nothing_reads_is_found()
    {
        (string, string) filled = ("name: calico-etcd-secrets\n  namespace: kube-system\ndata:", "name: calico-etcd-secrets\n  namespace: kube-system\nstringData:\n  etcd-x: z\ndata:");
        (string, string) http = ("http://<ETCD_IP>:<ETCD_PORT>", "http://192.0.2.1:2379");
        Finds("EtcdSecretUnused", EtcdManifest("v3.28.2", filled, http), "data that nothing reads");
        FindsNot("EtcdSecretUnused", EtcdManifest("v3.28.2", http));
        FindsNot("EtcdSecretUnused", EtcdManifest("v3.28.2", filled, ("http://<ETCD_IP>:<ETCD_PORT>", "https://192.0.2.1:2379")));
    }

    private static IReadOnlyList<Finding> Judged(CalicoManifest manifest, string services, string nodes) => ManifestInspection.Check(
        [manifest],
        TargetEnvironment.Of(DateTimeOffset.UtcNow, null, services.Length == 0 ? [] : [services], nodes.Length == 0 ? [] : [nodes]));

    private static CalicoManifest With(string variable, string value, string release = "v3.28.2") =>
        EtcdManifest(release, (Placeholder, $"            - name: {variable}\n              value: \"{value}\"\n"));
}
