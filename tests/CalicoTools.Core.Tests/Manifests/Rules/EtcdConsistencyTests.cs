using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>One datastore, one way to it, and files that can be where they are looked for.</summary>
public sealed class EtcdConsistencyTests
{
    private const string Placeholder = "            # - name: CALICO_IPV4POOL_CIDR\n            #   value: \"192.168.0.0/16\"\n";

    private const string Others = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          etcd: none
        """;

    private static readonly (string, string) s_withoutSecret = ("name: calico-etcd-secrets\n  namespace", "name: another\n  namespace");

    [Theory]
    [InlineData("etcd_ca", "/calico-secrets/etcd-cert", "EtcdPathSwapped")]
    [InlineData("etcd_key", "/calico-secrets/etcd-ca", "EtcdPathSwapped")]
    [InlineData("etcd_ca", "/calico-secrets/", "EtcdPathNotMounted")]
    [InlineData("etcd_ca", "/calico-secrets/pki/etcd-ca", "EtcdPathNotMounted")]
    [InlineData("etcd_ca", "/calico-secret/etcd-ca", "EtcdPathNotMounted")]
    [InlineData("etcd_ca", "etcd-ca", "EtcdPathNotMounted")]
    [InlineData("etcd_cert", "/calico-secrets/calico.pem", "EtcdPathUnusual")]
    public void A_path_that_leads_elsewhere_is_found_although_the_Secret_is_kept_apart(string key, string path, string rule)
    {
        Finds(rule, EtcdManifest("v3.28.2", ($"{key}: \"\"", $"{key}: {path}"), s_withoutSecret), $"{key} is {path}");
        var right = EtcdManifest("v3.28.2", ($"{key}: \"\"", $"{key}: /calico-secrets/{key.Replace('_', '-')}"), s_withoutSecret);
        FindsNot(rule, right);
    }

    [Fact]
    public void A_file_in_another_mounted_folder_can_be_there_for_the_containers_that_mount_it() => Assert.EndsWith(
        "etcd_ca is /var/lib/calico/ca.pem in calico-kube-controllers",
        Finds("EtcdPathNotMounted", EtcdManifest("v3.28.2", ("etcd_ca: \"\"", "etcd_ca: /var/lib/calico/ca.pem")), "").Evidence,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("ETCD_ENDPOINTS", "https://192.0.2.9:2379", "etcd_endpoints")]
    [InlineData("ETCD_CA_CERT_FILE", "/calico-secrets/ca", "etcd_ca")]
    public void A_variable_that_contradicts_the_ConfigMap_is_found(string variable, string value, string key)
    {
        var reference = $"- name: {variable}\n              valueFrom:\n                configMapKeyRef:\n                  name: calico-config\n                  key: {key}\n";
        var text = EtcdManifest("v3.28.2").ToYaml();
        var node = text.IndexOf("- name: calico-node\n          image", StringComparison.Ordinal);
        var at = text.IndexOf(reference, node, StringComparison.Ordinal);
        Assert.True(node > 0 && at > node);
        var literal = Changed(text[..at] + $"- name: {variable}\n              value: {value}\n" + text[(at + reference.Length)..]);
        Finds("EtcdVariableContradictory", literal, value);
        FindsNot("EtcdVariableContradictory", EtcdManifest("v3.28.2"));
        var equal = key == "etcd_ca" ? ("etcd_ca: \"\"", $"etcd_ca: {value}") : ("http://<ETCD_IP>:<ETCD_PORT>", value);
        FindsNot("EtcdVariableContradictory", Changed(literal.ToYaml(), equal));
    }

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("etcd")]
    public void A_datastore_that_contradicts_the_manifest_is_found(string datastore)
    {
        Finds("DatastoreContradictory", WithDatastore(datastore), datastore);
        FindsNot("DatastoreContradictory", WithDatastore("etcdv3"));
    }

    [Fact]
    public void A_manifest_that_holds_nothing_of_Calico_is_an_error()
    {
        Assert.Equal(FindingSeverity.Error, Finds("NothingOfCalico", Changed(Others), "none of Calico").Severity);
        FindsNot("NothingOfCalico", Changed(Others, ("name: settings", "name: calico-config")));
        Assert.Empty(Check(Changed(Others), EtcdManifest("v3.28.2")).Of("NothingOfCalico"));
    }

    [Theory]
    [InlineData("etcd-certs", "kube-system", 1)]
    [InlineData("calico-etcd-secrets", "default", 1)]
    [InlineData("calico-etcd-secrets", "kube-system", 0)]
    public void A_Secret_that_no_pod_mounts_is_an_error(string name, string space, int found)
    {
        var manifest = EtcdManifest("v3.28.2", s_withoutSecret);
        var secret = Changed(
            $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: {name}\n  namespace: {space}\ndata:\n  etcd-ca: Y2E=\n");
        Assert.Equal(found, Check(manifest, secret).Of("EtcdSecretNotMounted").Count);
        Assert.Empty(Check(secret).Of("EtcdSecretNotMounted"));
    }

    private static CalicoManifest WithDatastore(string datastore) =>
        EtcdManifest("v3.28.2", (Placeholder, $"            - name: DATASTORE_TYPE\n              value: {datastore}\n"));
}
