using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>What containers have of the etcd Secret, wherever and however they mount it.</summary>
public sealed class EtcdMountRulesTests
{
    private const string Volume = "secret:\n            secretName: calico-etcd-secrets\n";

    private static readonly (string, string)[] s_https =
    [
        ("http://<ETCD_IP>:<ETCD_PORT>", "https://10.0.0.1:2379"),
        ("data: {}\n", ""),
    ];

    private static readonly string[] s_pathRules =
        ["EtcdPathSwapped", "EtcdPathNotMounted", "EtcdPathUnusual", "EtcdSecretKeyMissing", "EtcdPathNotRead", "EtcdPathMissing"];

    [Fact]
    public void A_Secret_mounted_in_another_folder_is_followed() => Silent(Etcd(
        Paths("/etc/calico/certs/etcd-ca", "/etc/calico/certs/etcd-cert", "/etc/calico/certs/etcd-key"),
        ("mountPath: /calico-secrets", "mountPath: /etc/calico/certs")));

    [Fact]
    public void Paths_that_do_not_follow_the_mount_are_an_error() => Assert.Equal(3, Check(Etcd(
        Paths("/calico-secrets/etcd-ca", "/calico-secrets/etcd-cert", "/calico-secrets/etcd-key"),
        ("mountPath: /calico-secrets", "mountPath: /etc/calico/certs"))).Of("EtcdPathNotMounted").Count);

    [Fact]
    public void Items_of_the_volume_give_the_keys_other_names() => Silent(Etcd(
        Paths("/calico-secrets/ca.crt", "/calico-secrets/client.crt", "/calico-secrets/client.key"),
        (Volume, Volume + "            items:\n            - {key: etcd-ca, path: ca.crt}\n            - {key: etcd-cert, path: client.crt}\n"
            + "            - {key: etcd-key, path: client.key}\n")));

    [Fact]
    public void A_path_that_no_item_of_the_volume_has_is_an_error() => Finds("EtcdPathNotMounted", Etcd(
        Paths("/calico-secrets/etcd-ca", "/calico-secrets/client.crt", "/calico-secrets/client.key"),
        (Volume, Volume + "            items:\n            - {key: etcd-ca, path: ca.crt}\n            - {key: etcd-cert, path: client.crt}\n"
            + "            - {key: etcd-key, path: client.key}\n")), "etcd_ca is /calico-secrets/etcd-ca");

    [Fact]
    public void A_variable_that_is_gone_leaves_calico_node_without_certificates() => Finds("EtcdPathNotRead", Etcd(
        Paths("/calico-secrets/etcd-ca", "/calico-secrets/etcd-cert", "/calico-secrets/etcd-key"),
        ("- name: ETCD_CA_CERT_FILE\n", "- name: ETCD_CA\n")), "no ETCD_CA_CERT_FILE");

    [Theory]
    [InlineData("defaultMode: 0400", true)]
    [InlineData("defaultMode: 256", true)]
    [InlineData("defaultMode: 0440", false)]
    [InlineData("defaultMode: 0444", false)]
    public void A_mode_for_root_alone_keeps_kube_controllers_from_reading_the_files(string mode, bool isFound)
    {
        var manifest = EtcdManifest("v3.28.5", ("defaultMode: 0440", mode));
        Assert.Equal(isFound ? 1 : 0, Check(manifest).Of("EtcdSecretModeTooStrict").Count);
    }

    [Theory]
    [InlineData("      serviceAccountName: calico-kube-controllers\n      securityContext: {fsGroup: 999}\n")]
    [InlineData("      serviceAccountName: calico-kube-controllers\n      securityContext: {runAsUser: 0}\n")]
    public void With_a_group_for_files_or_as_root_it_can(string pod) => FindsNot("EtcdSecretModeTooStrict", EtcdManifest(
        "v3.28.5", ("defaultMode: 0440", "defaultMode: 0400"), ("      serviceAccountName: calico-kube-controllers\n", pod)));

    [Theory]
    [InlineData("https://10.0.0.1:2379;https://10.0.0.2:2379", "EtcdEndpointsMalformed")]
    [InlineData("https://10.0.0.1:2379, https://10.0.0.2:2379", "EtcdEndpointsMalformed")]
    [InlineData("https://10.0.0.1:2379,", "EtcdEndpointsMalformed")]
    [InlineData("https://10.0.0.1:2379,http://10.0.0.2:2379", "EtcdEndpointsMixed")]
    public void Endpoints_that_Calico_does_not_understand_are_found(string endpoints, string rule) => Assert.Equal(
        [rule],
        Check(EtcdManifest("v3.28.5", ("http://<ETCD_IP>:<ETCD_PORT>", endpoints)))
            .Select(static finding => finding.RuleId).Where(static id => id.StartsWith("EtcdEndpoint", StringComparison.Ordinal)));

    [Fact]
    public void Endpoints_with_commas_alone_are_fine() => Silent(
        Etcd(Paths("/calico-secrets/etcd-ca", "/calico-secrets/etcd-cert", "/calico-secrets/etcd-key"), ("10.0.0.1:2379", "10.0.0.1:2379,https://10.0.0.2:2379")),
        "EtcdEndpointsMalformed",
        "EtcdEndpointsMixed");

    private static (string, string)[] Paths(string ca, string certificate, string key) =>
        [("etcd_ca: \"\"", $"etcd_ca: {ca}"), ("etcd_cert: \"\"", $"etcd_cert: {certificate}"), ("etcd_key: \"\"", $"etcd_key: {key}")];

    private static CalicoManifest Etcd((string, string)[] paths, params (string, string)[] changes) =>
        EtcdManifest("v3.28.5", [s_https[0], .. paths, .. changes]);

    private static void Silent(CalicoManifest manifest, params string[] rules) => Assert.DoesNotContain(
        Check(manifest), finding => s_pathRules.Concat(rules).Contains(finding.RuleId));
}
