using System.Text.Json.Nodes;
using CalicoTools.Cluster.Checks;
using CalicoTools.Core.Tests.Manifests.Settings;

namespace CalicoTools.Core.Tests.Cluster.Checks;

/// <summary>What the rules find in a cluster that is fine but for what a test changes.</summary>
internal static class Judging
{
    /// <summary>A cluster of Kubernetes 1.20 with two nodes, made by kubeadm, without a network.</summary>
    public static ClusterFacts Fine { get; } = new()
    {
        Version = "v1.20.8",
        ApiVersions = new HashSet<string> { "v1", "apps/v1", "policy/v1beta1", "rbac.authorization.k8s.io/v1", "apiextensions.k8s.io/v1" },
        Nodes = [Node("n1", "192.0.2.1", "10.244.0.0/24"), Node("n2", "192.0.2.2", "10.244.1.0/24")],
        DaemonSets = [Set("kube-system", "kube-proxy")],
        KubeadmConfig = Kubeadm("10.244.0.0/16"),
    };

    public static JsonObject Node(string name, string address, string range) => Json($$"""
        {"metadata": {"name": "{{name}}"}, "spec": {"podCIDRs": ["{{range}}"]},
         "status": {"addresses": [{"type": "Hostname", "address": "{{name}}"}, {"type": "InternalIP", "address": "{{address}}"}]} }
        """);

    public static JsonObject Set(string namespaceName, string name, string image = "example.org/some:1") => Json($$"""
        {"metadata": {"name": "{{name}}", "namespace": "{{namespaceName}}", "uid": "x", "managedFields": []},
         "spec": {"template": {"spec": {"containers": [{"name": "{{name}}", "image": "{{image}}"}]} } } }
        """);

    public static JsonObject Kubeadm(string podSubnet, string serviceSubnet = "172.30.0.0/16") => new()
    {
        ["data"] = new JsonObject
        {
            ["ClusterConfiguration"] =
                $"apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: {podSubnet}\n  serviceSubnet: {serviceSubnet}\n",
        },
    };

    public static JsonObject ControllerManager(string argument) => Json($$"""
        {"metadata": {"name": "kube-controller-manager-n1"},
         "spec": {"containers": [{"command": ["kube-controller-manager", "--bind-address=127.0.0.1", "{{argument}}"]}]} }
        """);

    public static JsonObject Pool(string name, string spec) => Json($$"""{"metadata": {"name": "{{name}}"}, "spec": {{spec}} }""");

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>A manifest for the Kubernetes datastore with a variable of calico-node.</summary>
    public static CalicoManifest With(string variable, string value, string release = "v3.21.2") =>
        SampleManifest.Kubernetes(release, $"        - name: {variable}\n          value: \"{value}\"\n");

    public static PreflightContext PreflightContext(ClusterFacts facts, params IReadOnlyList<CalicoManifest> manifests) =>
        new(facts, manifests.Count > 0 ? manifests : [SampleManifest.Kubernetes("v3.21.2")], DateTimeOffset.UtcNow);

    public static Finding Finds(string ruleId, ClusterFacts facts, params IReadOnlyList<CalicoManifest> manifests) =>
        Finds(ruleId, PreflightContext(facts, manifests));

    public static Finding Finds(string ruleId, PreflightContext context) =>
        Assert.Single(ClusterChecks.Check(context), finding => finding.RuleId == ruleId);

    public static void FindsNot(string ruleId, ClusterFacts facts, params IReadOnlyList<CalicoManifest> manifests) =>
        Assert.DoesNotContain(ClusterChecks.Check(PreflightContext(facts, manifests)), finding => finding.RuleId == ruleId);
}
