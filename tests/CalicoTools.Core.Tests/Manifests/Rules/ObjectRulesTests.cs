using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.Documents;
using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

public sealed class ObjectRulesTests
{
    private const string Placeholder = "            # - name: CALICO_IPV4POOL_CIDR\n            #   value: \"192.168.0.0/16\"\n";

    [Theory]
    [InlineData("1440")]
    [InlineData("true")]
    [InlineData("no")]
    public void A_variable_that_is_no_text_is_an_error(string value)
    {
        var manifest = With($"            - name: FELIX_X\n              value: {value}\n");
        Assert.Equal($"value: {value}", LineOf(manifest, Finds("EnvironmentNotText", manifest, "FELIX_X is ")));
        FindsNot("EnvironmentNotText", With($"            - name: FELIX_X\n              value: \"{value}\"\n"));
    }

    [Theory]
    [InlineData("apiVersion: operator.tigera.io/v1\nkind: Installation\nmetadata: {name: default}\n")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: tigera-operator, namespace: tigera-operator}\n")]
    public void A_manifest_of_the_operator_is_told(string text)
    {
        var manifest = Manifest.Parse(text, "calico-etcd.yaml");
        Finds("OperatorManifest", manifest, "/v1");
        var error = Assert.Throws<ManifestException>(() => manifest.With(new() { Mtu = 1440 }));
        Assert.Contains("Tigera operator", error.Remedy, StringComparison.Ordinal);
        FindsNot("OperatorManifest", EtcdManifest("v3.28.2"));
    }

    [Fact]
    public void A_value_of_a_ConfigMap_that_is_no_text_is_an_error()
    {
        Finds("ConfigMapValueNotText", EtcdManifest("v3.28.2", ("veth_mtu: \"0\"", "veth_mtu: 0")), "veth_mtu is a number");
        FindsNot("ConfigMapValueNotText", EtcdManifest("v3.28.2", ("veth_mtu: \"0\"", "veth_mtu: \"1440\"")));
    }

    [Theory]
    [InlineData("        k8s-app: calico-node\n", "        k8s-app: 1234\n", "        k8s-app: \"1234\"\n", "k8s-app is a number")]
    [InlineData("        kubernetes.io/os: linux\n", "        kubernetes.io/os: on\n", "        kubernetes.io/os: \"on\"\n", "kubernetes.io/os is a Boolean")]
    [InlineData("                - -felix-live\n", "                - 5\n", "                - \"5\"\n", " is a number")]
    public void A_label_a_node_selector_or_an_argument_that_is_no_text_is_an_error(string published, string wrong, string right, string seen)
    {
        var found = Check(EtcdManifest("v3.28.2", (published, wrong))).Of("FieldNotText");
        Assert.NotEmpty(found);
        Assert.All(found, finding => Assert.Contains(seen, finding.Evidence, StringComparison.Ordinal));
        FindsNot("FieldNotText", EtcdManifest("v3.28.2", (published, right)));
    }

    [Fact]
    public void What_a_schema_describes_is_no_label() => FindsNot("FieldNotText", Changed("""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: a.b.c, annotations: {a: "1"}}
        spec: {versions: [{schema: {openAPIV3Schema: {properties: {labels: {type: object, nullable: true}}}}}]}
        """));

    [Fact]
    public void A_variable_given_twice_is_found_and_the_last_is_judged()
    {
        var manifest = With("            - name: AS\n              value: \"64512\"\n            - name: AS\n              value: \"x\"\n");
        Assert.Equal("value: \"x\"", LineOf(manifest, Finds("EnvironmentVariableTwice", manifest, "AS")));
        Finds("ASNumberInvalid", manifest, "AS is x");
        FindsNot("EnvironmentVariableTwice", With("            - name: AS\n              value: \"64512\"\n"));
        FindsNot("ASNumberInvalid", With(
            "            - name: AS\n              value: \"x\"\n            - name: AS\n              value: \"1\"\n"));
    }

    [Fact]
    public void A_variable_from_a_key_that_is_not_there_is_an_error()
    {
        var manifest = EtcdManifest("v3.28.2", ("  veth_mtu: \"0\"\n", ""));
        Assert.Contains(Check(manifest).Of("ConfigMapKeyMissing"), static finding =>
            finding.Evidence.Contains("CNI_MTU is veth_mtu", StringComparison.Ordinal));
        FindsNot("ConfigMapKeyMissing", EtcdManifest("v3.28.2", ("  veth_mtu: \"0\"\n", "  veth_mtu: \"1\"\n")));
    }

    [Fact]
    public void An_object_that_is_there_twice_is_found()
    {
        const string map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: calico-config}\n";
        Finds("ObjectTwice", Changed($"{map}---\n{map}"), "the last one");
        FindsNot("ObjectTwice", Changed($"{map}---\n{map.Replace("ConfigMap", "Secret", StringComparison.Ordinal)}"));
    }

    private static CalicoManifest With(string variables) => EtcdManifest("v3.28.2", (Placeholder, variables));
}
