using System.Text.Json.Nodes;
using CalicoTools.Manifests.Comparison;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Core.Tests.Manifests.Comparison;

/// <summary>What is a difference between two states of an object, and how it is told.</summary>
public sealed class ObjectComparisonTests
{
    [Theory]
    [InlineData("replicas: 1", "replicas: 2", "Changed spec.replicas: 1 -> 2")]
    [InlineData("paused: \"true\"", "paused: true", "Changed spec.paused: \"true\" -> true")]
    [InlineData("replicas: 1", "", "Removed spec.replicas: 1 -> ")]
    [InlineData("", "template: {metadata: {labels: {a: b}}}", "Added spec.template:  -> {\"metadata\":{\"labels\":{\"a\":\"b\"}}}")]
    [InlineData("a.b/c: 1", "a.b/c: 2", "Changed spec[a.b/c]: 1 -> 2")]
    [InlineData("env: [{name: A, value: x}]", "env: [{name: B}, {name: A, value: \"<y>\"}]",
        "Changed spec.env[A].value: x -> <y>", "Added spec.env[B]:  -> {\"name\":\"B\"}")]
    [InlineData("env: [{name: A, value: x}, {name: A, value: w}]", "env: [{name: A, value: z}]",
        "Removed spec.env[A][0]: {\"name\":\"A\",\"value\":\"x\"} -> ", "Changed spec.env[A].value: w -> z")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a}]", "volumeMounts: [{name: w, mountPath: /a}]", "Changed spec.volumeMounts[/a].name: v -> w")]
    [InlineData("ports: [{containerPort: 5473}]", "ports: [{containerPort: 5473, protocol: UDP}]",
        "Removed spec.ports[5473/TCP]: {\"containerPort\":5473} -> ",
            "Added spec.ports[5473/UDP]:  -> {\"containerPort\":5473,\"protocol\":\"UDP\"}")]
    [InlineData("tolerations: [{operator: Exists}]", "tolerations: []", "Removed spec.tolerations: {\"operator\":\"Exists\"} -> ")]
    [InlineData("command: [a, b]", "command: [b, a]", "Changed spec.command: [\"a\",\"b\"] -> [\"b\",\"a\"]")]
    [InlineData("peers: [{ip: 1}]", "peers: [{ip: 2}]", "Changed spec.peers[0].ip: 1 -> 2")]
    [InlineData("a: {b: 1}", "a: 1", "Changed spec.a: {\"b\":1} -> 1")]
    public void A_difference_is_told_by_path_and_values(string old, string next, params string[] expected) =>
        Assert.Equal(expected, Differences(Deployment(old), Deployment(next)));

    [Theory]
    [InlineData("env: [{name: A}, {name: B}]", "env: [{name: B}, {name: A}]")]
    [InlineData("volumes: [{name: a, hostPath: {path: /a}}, {name: b}]", "volumes: [{name: b}, {hostPath: {path: /a}, name: a}]")]
    [InlineData("tolerations: [{key: a}, {key: b}]", "tolerations: [{key: b}, {key: a}]")]
    [InlineData("ports: [{port: 1}, {port: 2}]", "ports: [{port: 2}, {port: 1}]")]
    [InlineData("a: 1\n  d: 2", "d: 2\n  a: 1")]
    [InlineData("a: null", "")]
    [InlineData("a: 0400", "a: 256")]
    public void What_Kubernetes_does_not_care_about_is_none(string old, string next) =>
        Assert.Empty(Differences(Deployment(old), Deployment(next)));

    [Fact]
    public void What_only_the_server_writes_is_none() => Assert.Empty(Differences(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: a}
        """,
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a
          uid: 0a
          generation: 2
          resourceVersion: "7"
          creationTimestamp: 2026-01-01T00:00:00Z
          managedFields: [{manager: kubectl}]
          annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}", controller-gen.kubebuilder.io/version: v0.16.3}
        status: {phase: Bound}
        """));

    [Fact]
    public void Rules_of_a_role_are_compared_by_what_they_grant()
    {
        const string before = """
            - {apiGroups: [""], resources: [pods, nodes], verbs: [get]}
            - {apiGroups: [""], resources: [serviceaccounts/token], resourceNames: [calico-node], verbs: [create]}
            - {apiGroups: [crd.projectcalico.org], resources: [ippools/status, tiers], verbs: [list, get]}
            """;
        Assert.Empty(Differences(Role(before), Role("""
            - {apiGroups: [crd.projectcalico.org], resources: [tiers, ippools/status], verbs: [get]}
            - {apiGroups: [crd.projectcalico.org], resources: [tiers, ippools/status], verbs: [list, get]}
            - {apiGroups: [""], resources: [nodes], verbs: [get]}
            - {apiGroups: [""], resources: [pods], verbs: [get]}
            - {apiGroups: [""], resources: [serviceaccounts/token], resourceNames: [calico-node], verbs: [create]}
            """)));
        Assert.Equal(
            [
                "Removed rules[nodes]: get -> ",
                "Removed rules[serviceaccounts/token calico-node]: create -> ",
                "Removed rules[ippools.crd.projectcalico.org/status]: get, list -> ",
                "Changed rules[tiers.crd.projectcalico.org]: get, list -> create, get, list",
                "Added rules[/healthz]:  -> get",
            ],
            Differences(Role(before), Role("""
                - {apiGroups: [""], resources: [pods], verbs: [get]}
                - {apiGroups: [crd.projectcalico.org], resources: [tiers], verbs: [list, get, create]}
                - {nonResourceURLs: [/healthz], verbs: [get]}
                """)));
    }

    [Fact]
    public void Json_in_a_ConfigMap_is_compared_by_its_fields()
    {
        const string before = """{"name": "k8s", "plugins": [{"type": "calico", "mtu": __CNI_MTU__}, {"type": "portmap"}]}""";
        Assert.Equal(
            ["Changed data.conf.plugins[calico].mtu: __CNI_MTU__ -> 1440", "Removed data.conf.plugins[portmap]: {\"type\":\"portmap\"} -> "],
            Differences(Config(before), Config("""{"name": "k8s", "plugins": [{"mtu": 1440, "type": "calico"}]}""")));
        Assert.Equal(
            ["Changed data.conf: JSON -> the same JSON, laid out differently"],
            Differences(Config(before), Config(before.Replace(": ", ":", StringComparison.Ordinal))));
        Assert.Equal(["Changed data.conf: {a -> {b"], Differences(Config("{a"), Config("{b")));
    }

    [Fact]
    public void A_schema_is_compared_by_its_fields_without_descriptions() => Assert.Equal(
        [
            "Changed spec.versions[v1].schema.mtu: integer -> integer, maximum=9000",
            "Changed spec.versions[v1].schema.ports[]: string -> int-or-string, pattern=\"^.*\"",
            "Added spec.versions[v1].schema.peers{}:  -> object, required=[\"ip\"]",
        ],
        Differences(
            Definition("mtu: {type: integer, description: a}, ports: {type: array, items: {type: string}}, peers: {type: object}"),
            Definition(
                "mtu: {type: integer, maximum: 9000, description: b}, "
                + "ports: {type: array, items: {x-kubernetes-int-or-string: true, pattern: \"^.*\"}}, "
                + "peers: {type: object, additionalProperties: {type: object, required: [ip], properties: {ip: {type: string}}}}")));

    [Theory]
    [InlineData("data: {etcd-key: c2VjcmV0MQ==}", "data: {etcd-key: c2VjcmV0Mg==}", "Changed data.etcd-key: (not shown) -> (not shown)")]
    [InlineData("data: {etcd-key: c2VjcmV0MQ==}", "data: {}", "Removed data.etcd-key: (not shown) -> ")]
    [InlineData("", "stringData: {a: secret1}", "Added stringData:  -> {\"a\":\"(not shown)\"}")]
    [InlineData("", "extra: [secret1]", "Added extra:  -> [\"(not shown)\"]")]
    [InlineData("type: Opaque", "type: tls", "Changed type: Opaque -> tls")]
    public void Of_a_Secret_only_what_is_open_is_shown(string old, string next, string expected) =>
        Assert.Equal([expected], Differences(Secret(old), Secret(next)));

    [Theory]
    [InlineData("env: [{name: ETCD_PASSWORD, value: secret1}]", "env: [{name: ETCD_PASSWORD, value: secret2}]", "Changed spec.env[ETCD_PASSWORD].value")]
    [InlineData("", "env: [{name: K8S_API_TOKEN, value: secret2}]", "Added spec.env")]
    [InlineData("env: [{name: HTTPS_PROXY, value: http://me:secret1@proxy}]", "env: [{name: HTTPS_PROXY, value: http://me:secret2@proxy}]",
        "Changed spec.env[HTTPS_PROXY].value")]
    [InlineData("env: [{name: CLIENTSECRET, value: secret1}]", "env: [{name: CLIENTSECRET, value: secret2}]", "Changed spec.env[CLIENTSECRET].value")]
    [InlineData("env: [{name: API_KEY, value: secret1}]", "env: [{name: API_KEY, value: secret2}]", "Changed spec.env[API_KEY].value")]
    [InlineData("env: [{name: TYPHA_PASS, value: secret1}]", "env: [{name: TYPHA_PASS, value: secret2}]", "Changed spec.env[TYPHA_PASS].value")]
    [InlineData("clientSecret: secret1", "clientSecret: secret2", "Changed spec.clientSecret")]
    [InlineData("a: LS0tLS1CRUdJTiBFQyBQUklWQVRFsecret1", "a: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSsecret2", "Changed spec.a")]
    [InlineData("client-secret: secret1", "client-secret: secret2", "Changed spec.client-secret")]
    [InlineData("a: \"k8s_auth_token: secret1\"", "a: \"-----BEGIN PRIVATE KEY-----secret2\"", "Changed spec.a")]
    [InlineData("a: '{\"policy\": {\"k8s_auth_token\": \"secret1\"}}'", "a: '{\"policy\": {\"k8s_auth_token\": \"secret2\"}}'", "Changed spec.a.policy.k8s_auth_token")]
    [InlineData("a: '{\"policy\": {\"k8s_auth_token\": \"secret1\"}}'", "", "Removed spec.a")]
    public void A_password_or_token_elsewhere_is_not_shown(string old, string next, string place)
    {
        var difference = Assert.Single(Differences(Deployment(old), Deployment(next)));
        Assert.StartsWith(place + ":", difference, StringComparison.Ordinal);
        Assert.Contains(DisplayText.NotShown, difference, StringComparison.Ordinal);
        Assert.DoesNotContain("secret1", difference, StringComparison.Ordinal);
        Assert.DoesNotContain("secret2", difference, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://proxy:3128", "https://proxy:3129")]
    [InlineData("/calico-secrets/etcd-key", "/calico-secrets/key")]
    [InlineData("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0u")]
    public void What_only_looks_like_a_secret_is_shown(string old, string next) =>
        Assert.Equal([$"Changed spec.a: {old} -> {next}"], Differences(Deployment($"a: {old}"), Deployment($"a: {next}")));

    [Fact]
    public void A_placeholder_for_a_token_is_shown() => Assert.Equal(
        ["Changed data.conf.k8s_auth_token: (not shown) -> __SERVICEACCOUNT_TOKEN__"],
        Differences(Config("""{"k8s_auth_token": "secret1"}"""), Config("""{"k8s_auth_token": "__SERVICEACCOUNT_TOKEN__"}""")));

    private static List<string> Differences(string old, string next) =>
        [.. ObjectComparison.Compare(new("v1", "Kind", null, "name"), Json(old), Json(next))
            .Select(static change => $"{change.Change} {change.Path}: {change.Old} -> {change.New}")];

    private static JsonObject Json(string yaml) => Manifest.Parse(yaml, "test.yaml").Documents[0].ToObject();

    private static string Deployment(string spec) =>
        $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: a}}\nspec:\n  b: c\n  {spec}\n";

    private static string Secret(string content) => $"apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\n{content}\n";

    private static string Config(string text) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata:\n  conf: '{text}'\n";

    private static string Role(string rules) =>
        $"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {{name: a}}\nrules:\n{rules}\n";

    private static string Definition(string properties) => $$"""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: a}
        spec:
          versions:
          - name: v1
            schema:
              openAPIV3Schema:
                type: object
                properties: { {{properties}} }
        """;
}
