using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.Settings;
using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>The CNI plugin and calico-node use one datastore, and certificates that somebody brings.</summary>
public sealed class CniDatastoreRulesTests
{
    private const string Endpoints = "\"etcd_endpoints\": \"__ETCD_ENDPOINTS__\"";
    private const string CA = "\"etcd_ca_cert_file\": \"__ETCD_CA_CERT_FILE__\"";
    private const string Url = "https://10.0.0.1:2379";

    private static readonly (string, string) s_endpoint = ("http://<ETCD_IP>:<ETCD_PORT>", Url);

    [Fact]
    public void A_plugin_of_the_other_datastore_is_an_error() => Finds(
        "CniDatastoreContradictory",
        EtcdManifest("v3.28.5", (Endpoints, "\"datastore_type\": \"kubernetes\"")),
        "datastore_type is kubernetes");

    [Fact]
    public void A_plugin_that_names_etcd_beside_the_Kubernetes_datastore_is_an_error() => Finds(
        "CniDatastoreContradictory",
        Kubernetes("v3.28.5", ("\"datastore_type\": \"kubernetes\"", $"\"etcd_endpoints\": \"{Url}\"")),
        $"etcd_endpoints is {Url}");

    [Theory]
    [InlineData("https://10.0.0.9:2379", true)]
    [InlineData("https://10.0.0.2:2379,https://10.0.0.1:2379", false)]
    public void Other_endpoints_in_the_plugin_are_found_and_another_order_is_not(string named, bool isFound) => Assert.Equal(
        isFound ? 1 : 0,
        Check(EtcdManifest("v3.28.5", (s_endpoint.Item1, "https://10.0.0.1:2379,https://10.0.0.2:2379"), (Endpoints, $"\"etcd_endpoints\": \"{named}\"")))
            .Of("CniEtcdEndpointsDiffer").Count);

    [Fact]
    public void Files_that_somebody_puts_on_the_nodes_are_told() => Finds(
        "CniEtcdFileOnNode",
        EtcdManifest("v3.28.5", s_endpoint, (CA, "\"etcd_ca_cert_file\": \"/etc/kubernetes/ssl/ca.pem\"")),
        "etcd_ca_cert_file is /etc/kubernetes/ssl/ca.pem");

    [Fact]
    public void The_endpoints_of_the_plugin_follow_the_setting_by_its_placeholder()
    {
        var manifest = EtcdManifest("v3.28.5", s_endpoint, (Endpoints, "\"etcd_endpoints\": \"https://old:2379\""))
            .With(new ManifestSettings { EtcdEndpoint = ["http://10.0.0.5:2379"] });
        Assert.Contains(Endpoints, manifest.ToYaml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_variable_of_install_cni_the_plugin_gets_the_endpoints_themselves()
    {
        var text = EtcdManifest("v3.28.5", s_endpoint, (Endpoints, "\"etcd_endpoints\": \"https://old:2379\"")).ToYaml();
        var at = text.IndexOf("- name: ETCD_ENDPOINTS", StringComparison.Ordinal);
        var manifest = Changed(text[..at] + "- name: ETCD_ELSEWHERE" + text[(at + "- name: ETCD_ENDPOINTS".Length)..])
            .With(new ManifestSettings { EtcdEndpoint = ["http://10.0.0.5:2379"] });
        Assert.Contains("\"etcd_endpoints\": \"http://10.0.0.5:2379\"", manifest.ToYaml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_of_the_plugin_follow_the_certificate_where_install_cni_mounts_it()
    {
        var manifest = EtcdManifest("v3.28.5", s_endpoint, (CA, "\"etcd_ca_cert_file\": \"/etc/kubernetes/ssl/ca.pem\""))
            .With(new ManifestSettings { EtcdCertificate = new FakeCertificateSet() });
        Assert.Contains(CA, manifest.ToYaml(), StringComparison.Ordinal);
        FindsNot("CniEtcdFileOnNode", manifest);
    }

    [Fact]
    public void The_paths_follow_a_Secret_that_is_mounted_elsewhere()
    {
        var manifest = EtcdManifest("v3.28.5", s_endpoint, ("mountPath: /calico-secrets", "mountPath: /etc/calico/certs"))
            .With(new ManifestSettings { EtcdCertificate = new FakeCertificateSet() });
        Assert.Contains("etcd_ca: \"/etc/calico/certs/etcd-ca\"", manifest.ToYaml(), StringComparison.Ordinal);
        FindsNot("EtcdPathNotMounted", manifest);
    }

    [Theory]
    [InlineData("- name: ETCD_CERT_FILE", "- name: OTHER", "the variable ETCD_CERT_FILE")]
    [InlineData("secretName: calico-etcd-secrets", "secretName: other", "a mount of etcd-ca")]
    public void Where_nothing_reads_or_mounts_the_files_a_certificate_is_refused(string old, string changed, string missing)
    {
        var manifest = EtcdManifest("v3.28.5", s_endpoint, (old, changed));
        var error = Assert.Throws<ManifestException>(() => manifest.With(new ManifestSettings { EtcdCertificate = new FakeCertificateSet() }));
        Assert.Equal("SettingObjectMissing", error.ErrorId);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }
}
