using CalicoTools.Manifests.Settings;
using static CalicoTools.Core.Tests.Manifests.Settings.ExpectedChange;

namespace CalicoTools.Core.Tests.Manifests.Settings;

/// <summary>Every setting, and what it does to each manifest upstream publishes.</summary>
internal static class SettingMatrix
{
    private const string Etcd = "https://10.0.0.1:2379,https://10.0.0.2:2379";

    public static IReadOnlyList<(string Name, ManifestSettings Settings, Func<ManifestFile, Expectation> Expected)> Rows { get; } =
    [
        (
            "EtcdEndpoint",
            new() { EtcdEndpoint = ["http://10.0.0.1:2379"] },
            static file => OnEtcd(file, EndpointIs(file, "http://10.0.0.1:2379"))
        ),
        (
            "EtcdCertificate",
            new() { EtcdCertificate = new FakeCertificateSet() },
            static file => OnEtcd(file, [.. Paths(file), SecretData])
        ),
        (
            "EtcdEndpoint and EtcdCertificate",
            new() { EtcdEndpoint = [Etcd], EtcdCertificate = new FakeCertificateSet() },
            static file => OnEtcd(file, [EndpointIs(file, Etcd), .. Paths(file), SecretData])
        ),
        (
            "ExternalEtcdSecret",
            new() { ExternalEtcdSecret = true },
            static file => OnEtcd(file, [.. Paths(file), new("Secret/calico-etcd-secrets removed", SecretLines(file), 0)])
        ),
        ("PodCidr", new() { PodCidr = ["10.100.0.0/16"] }, PodCidr),
        (
            "PodCidr of both families",
            new() { PodCidr = ["10.100.0.0/16", "fd00:10::/56"] },
            static file => DualStack(file, [PodCidrVariable(file, "CALICO_IPV6POOL_CIDR"), .. IPv6(file)])
        ),
        (
            "PodCidr and IP6AutodetectionMethod",
            new() { PodCidr = ["fd00:10::/56"], IP6AutodetectionMethod = ["interface=eth0"] },
            static file => DualStack(file, [Variable(file.Node, "IP6_AUTODETECTION_METHOD", "interface=eth0", "IP6"), .. IPv6(file)])
        ),
        ("IP6AutodetectionMethod", new() { IP6AutodetectionMethod = ["interface=eth0"] }, Method6),
        ("IPv6 in VXLAN", new() { PodCidr = ["fd00:10::/56"], Encapsulation = Encapsulation.VxlanCrossSubnet }, IPv6InVxlan),
        (
            "IPAutodetectionMethod",
            new() { IPAutodetectionMethod = ["can-reach=10.0.0.1"] },
            static file => Method(file, "can-reach=10.0.0.1", "v3.20.0")
        ),
        (
            "IPAutodetectionMethod kubernetes-internal-ip",
            new() { IPAutodetectionMethod = ["kubernetes-internal-ip"] },
            static file => Method(file, "kubernetes-internal-ip", "v3.22.0")
        ),
        (
            "CniKubeConfigPath",
            new() { CniKubeConfigPath = "/etc/cni/net.d/calico-kubeconfig" },
            static file => Expectation.Applied(
                CniLine(file, '-', "\"kubeconfig\": \"__KUBECONFIG_FILEPATH__\""),
                CniLine(file, '+', "\"kubeconfig\": \"/etc/cni/net.d/calico-kubeconfig\""))
        ),
        (
            "CniNetDirectory",
            new() { CniNetDirectory = "/var/cni" },
            static file => Expectation.Applied(
                Value(file.Pod + ".volumes[cni-net-dir].hostPath.path", "/var/cni"),
                Variable(file.Pod + ".initContainers[install-cni]", "CNI_NET_DIR", "/var/cni", "CNI_CONF_NAME"))
        ),
        (
            "CniBinDirectory",
            new() { CniBinDirectory = "/var/bin" },
            static file => Expectation.Applied(Value(file.Pod + ".volumes[cni-bin-dir].hostPath.path", "/var/bin"))
        ),
        (
            "Mtu",
            new() { Mtu = 1440 },
            static file => file.IsPolicyOnly
                ? Expectation.Applied(CniLine(file, '-', "\"mtu\": 1500,"), CniLine(file, '+', "\"mtu\": 1440,"))
                : Expectation.Applied(Value(file.Config + ".data.veth_mtu", "1440"))
        ),
        ("Encapsulation None", new() { Encapsulation = Encapsulation.None }, static file => Encapsulated(file, "Never", "Never")),
        ("Encapsulation Ipip", new() { Encapsulation = Encapsulation.Ipip }, static file => Encapsulated(file, "Always", "Never")),
        (
            "Encapsulation IpipCrossSubnet",
            new() { Encapsulation = Encapsulation.IpipCrossSubnet },
            static file => Encapsulated(file, "CrossSubnet", "Never")
        ),
        ("Encapsulation Vxlan", new() { Encapsulation = Encapsulation.Vxlan }, static file => Encapsulated(file, "Never", "Always")),
        (
            "Encapsulation VxlanCrossSubnet",
            new() { Encapsulation = Encapsulation.VxlanCrossSubnet },
            static file => Encapsulated(file, "Never", "CrossSubnet")
        ),
        (
            "BlockSize",
            new() { BlockSize = 24 },
            static file => InPool(file, "CALICO_IPV4POOL_BLOCK_SIZE", "24", "range Kubernetes assigned")
        ),
        (
            "NatOutgoing",
            new() { NatOutgoing = false },
            static file => InPool(file, "CALICO_IPV4POOL_NAT_OUTGOING", "false", "flannel masquerades")
        ),
        ("ImageRegistry", new() { ImageRegistry = "reg.lan:5000/mirror/quay" }, static file => Expectation.Applied(Images(file))),
        (
            "ImagePullSecret",
            new() { ImagePullSecret = "regcred" },
            static file => Expectation.Applied(
                Workloads(file).Select(static pod => new ExpectedChange($$"""{{pod}}.imagePullSecrets = [{"name": "regcred"}]""", 0, 2)))
        ),
        (
            "KubernetesServiceHost and KubernetesServicePort",
            new() { KubernetesServiceHost = "api.lan", KubernetesServicePort = 6443 },
            static file => file.IsBpf
                ? Expectation.Applied(
                    Value(file.Config + ".data.kubernetes_service_host", "api.lan"),
                    Value(file.Config + ".data.kubernetes_service_port", "6443"))
                : Expectation.Refused("SettingNotSupported", "by its Service")
        ),
        // The official files have a comment on the variable that is removed.
        (
            "Environment",
            new() { Environment = [new("FELIX_HEALTHENABLED", "false"), new("CLUSTER_TYPE", null), new("AS", "64513")] },
            static file => Expectation.Applied(
                Value(file.Node + ".env[FELIX_HEALTHENABLED].value", "false"),
                new(file.Node + ".env[CLUSTER_TYPE] removed", file.IsBuiltIn ? 2 : 3, 0),
                Variable(file.Node, "AS", "64513", "FELIX_HEALTHENABLED"))
        ),
    ];

    private static ExpectedChange SecretData => new(
        """Secret/calico-etcd-secrets .data = {"etcd-key": "a2V5", "etcd-cert": "Y2VydA==", "etcd-ca": "Y2E="}""", 3, 3);

    private static Expectation OnEtcd(ManifestFile file, params IEnumerable<ExpectedChange> changes) => file.IsEtcd
        ? Expectation.Applied(changes)
        : Expectation.Refused("SettingNotSupported", "keeps its data in the Kubernetes API");

    private static ExpectedChange EndpointIs(ManifestFile file, string value) => Value(file.Config + ".data.etcd_endpoints", value);

    private static IEnumerable<ExpectedChange> Paths(ManifestFile file) => new[] { "ca", "cert", "key" }
        .Select(name => Value($"{file.Config}.data.etcd_{name}", $"/calico-secrets/etcd-{name}"));

    private static int SecretLines(ManifestFile file)
    {
        var lines = file.Text.Split('\n').ToList();
        var kind = lines.IndexOf("kind: Secret");
        return kind < 0 ? 0 : lines.IndexOf("---", kind) - lines.LastIndexOf("---", kind);
    }

    private static Expectation PodCidr(ManifestFile file) => file switch
    {
        { IsPolicyOnly: true } => Expectation.Refused("SettingNotSupported", "another network gives the pods their addresses"),
        { IsCanal: true } => Expectation.Applied(
            new(file.Config + """.data.net-conf.json - "Network": "10.244.0.0/16",""", 1, 0),
            new(file.Config + """.data.net-conf.json + "Network": "10.100.0.0/16",""", 0, 1)),
        _ => Expectation.Applied(PodCidrVariable(file, Last(file))),
    };

    // The official files have it commented out, in two lines.
    private static ExpectedChange PodCidrVariable(ManifestFile file, string after) =>
        Variable(file.Node, "CALICO_IPV4POOL_CIDR", "10.100.0.0/16", after) with { Removed = 2 };

    private static string Last(ManifestFile file) =>
        file.IsVxlan && !file.IsFrom("v3.22.0") ? "FELIX_AWSSRCDSTCHECK" : "FELIX_WIREGUARDMTU";

    private static Expectation? LacksIPv6(ManifestFile file) => file switch
    {
        { IsBpf: true } when !file.IsFrom("v3.27.0") => Expectation.Refused("SettingNeedsRelease", "v3.27.0"),
        { IsVxlan: true } when !file.IsFrom("v3.23.0") => Expectation.Refused("SettingNeedsRelease", "v3.23.0"),
        _ => null,
    };

    private static Expectation DualStack(ManifestFile file, IEnumerable<ExpectedChange> changes) => file switch
    {
        { IsPolicyOnly: true } => Expectation.Refused("SettingNotSupported", "another network gives the pods their addresses"),
        { IsCanal: true } => Expectation.Refused("SettingNotSupported", "IPv4 only"),
        _ => LacksIPv6(file) ?? Expectation.Applied(changes),
    };

    private static IEnumerable<ExpectedChange> IPv6(ManifestFile file) =>
    [
        CniLine(file, '-', "\"type\": \"calico-ipam\""),
        CniLine(file, '+', "\"type\": \"calico-ipam\","),
        CniLine(file, '+', "\"assign_ipv4\": \"true\","),
        CniLine(file, '+', "\"assign_ipv6\": \"true\""),
        Variable(file.Node, "IP6", "autodetect", "IP"),
        Variable(file.Node, "CALICO_IPV6POOL_CIDR", "fd00:10::/56", Last(file)),
        Value(file.Node + ".env[FELIX_IPV6SUPPORT].value", "true"),
    ];

    private static Expectation IPv6InVxlan(ManifestFile file) => file switch
    {
        { HasCalicoNetworking: false } => Encapsulated(file, "Never", "CrossSubnet"),
        _ when LacksIPv6(file) is { } refused => refused,
        _ when !file.IsFrom("v3.23.0") => Expectation.Refused("SettingNeedsRelease", "v3.23.0"),
        _ => Expectation.Applied([.. Encapsulated(file, "Never", "CrossSubnet").Changes, .. IPv6(file)]),
    };

    private static Expectation Method6(ManifestFile file) => file switch
    {
        { HasCalicoNetworking: false } => Expectation.Refused("SettingNotSupported", "detects no address"),
        _ => LacksIPv6(file) ?? Expectation.Refused("DualStackIncomplete", "IPv6 addresses for pods"),
    };

    private static ExpectedChange CniLine(ManifestFile file, char sign, string line) =>
        new($"{file.Config}.data.cni_network_config {sign} {line}", sign == '-' ? 1 : 0, sign == '+' ? 1 : 0);

    private static Expectation Method(ManifestFile file, string method, string since) => file switch
    {
        { HasCalicoNetworking: false } => Expectation.Refused("SettingNotSupported", "detects no address"),
        _ when !file.IsFrom(since) => Expectation.Refused("SettingNeedsRelease", since),
        _ => Expectation.Applied(Variable(file.Node, "IP_AUTODETECTION_METHOD", method, "IP")),
    };

    private static Expectation InPool(ManifestFile file, string variable, string value, string canalReason) => file switch
    {
        { IsPolicyOnly: true } => Expectation.Refused("SettingNotSupported", "another network gives the pods their addresses"),
        { IsCanal: true } => Expectation.Refused("SettingNotSupported", canalReason),
        _ => Expectation.Applied(Variable(file.Node, variable, value, Last(file))),
    };

    private static Expectation Encapsulated(ManifestFile file, string ipip, string vxlan)
    {
        if (!file.HasCalicoNetworking)
        {
            return Expectation.Refused("SettingNotSupported", file.IsCanal ? "flannel carries" : "another network carries");
        }

        var isVxlan = vxlan != "Never";
        var wasVxlan = file.IsVxlan ? "CrossSubnet" : "Never";
        var changes = new List<ExpectedChange>();
        Add("CALICO_IPV4POOL_IPIP", ipip, file.IsVxlan || file.IsBpf ? "Never" : "Always");
        Add("CALICO_IPV4POOL_VXLAN", vxlan, wasVxlan);
        Add("CALICO_IPV6POOL_VXLAN", vxlan, file.IsFrom("v3.23.0") ? wasVxlan : vxlan);
        if (isVxlan != file.IsVxlan)
        {
            changes.Add(Value(file.Config + ".data.calico_backend", isVxlan ? "vxlan" : "bird"));
            changes.Add(Probe("livenessProbe", "live"));
            changes.Add(Probe("readinessProbe", "ready"));
        }

        return Expectation.Applied(changes);

        ExpectedChange Probe(string probe, string check) => isVxlan
            ? new($"{file.Node}.{probe}.exec.command = [\"/bin/calico-node\", \"-felix-{check}\"]", 1, 0)
            : new($"{file.Node}.{probe}.exec.command = [\"/bin/calico-node\", \"-felix-{check}\", \"-bird-{check}\"]", 0, 1);

        void Add(string variable, string value, string official)
        {
            if (value != official)
            {
                changes.Add(Value($"{file.Node}.env[{variable}].value", value));
            }
        }
    }

    private static IEnumerable<string> Workloads(ManifestFile file) =>
    [
        file.Pod,
        "Deployment/calico-kube-controllers .spec.template.spec",
        .. file.HasTypha ? ["Deployment/calico-typha .spec.template.spec"] : Array.Empty<string>(),
    ];

    private static IEnumerable<ExpectedChange> Images(ManifestFile file)
    {
        var tag = file.Release == "v3.24.6" ? "v3.24.5" : file.Release;
        (string Container, string Image, bool IsThere)[] images =
        [
            ($"{file.Pod}.initContainers[upgrade-ipam]", "calico/cni", !file.IsEtcd && file.HasCalicoNetworking),
            ($"{file.Pod}.initContainers[install-cni]", "calico/cni", true),
            ($"{file.Pod}.initContainers[flexvol-driver]", "calico/pod2daemon-flexvol", !file.IsFrom("v3.23.0")),
            ($"{file.Pod}.initContainers[mount-bpffs]", "calico/node", file.IsIn("v3.22.5, v3.23.4..v3.30.7")),
            ($"{file.Pod}.initContainers[ebpf-bootstrap]", "calico/node", file.IsFrom("v3.31.0")),
            (file.Node, "calico/node", true),
            ("Deployment/calico-kube-controllers .spec.template.spec.containers[calico-kube-controllers]", "calico/kube-controllers", true),
            ("Deployment/calico-typha .spec.template.spec.containers[calico-typha]", "calico/typha", file.HasTypha),
        ];
        var flannel = file switch
        {
            _ when file.IsFrom("v3.29.0") => "flannel/flannel:v0.24.4",
            _ when file.IsFrom("v3.28.0") => "flannel/flannel:v0.24.3",
            _ when file.IsFrom("v3.26.0") => "flannel/flannel:v0.21.3",
            _ when file.IsFrom("v3.25.0") => "flannelcni/flannel:v0.16.3",
            _ when file.IsFrom("v3.23.0") => "coreos/flannel:v0.15.1",
            _ when file.IsIn("v3.20.*") => "coreos/flannel:v0.14.0",
            _ when file.IsIn("v3.22.1") => "coreos/flannel:v0.13.1",
            _ => "coreos/flannel:v0.13.0",
        };
        return images.Where(static image => image.IsThere)
            .Select(image => (image.Container, Image: $"{image.Image}:{tag}"))
            .Concat(file.IsCanal ? [($"{file.Pod}.containers[kube-flannel]", flannel)] : [])
            .Select(static image => Value(image.Container + ".image", "reg.lan:5000/mirror/quay/" + image.Image));
    }
}
