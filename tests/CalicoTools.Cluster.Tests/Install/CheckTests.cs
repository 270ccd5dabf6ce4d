using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Install;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.Cluster.Uninstall;
using CalicoTools.ControlPlane;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Settings;
using CalicoTools.Releases;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>What Install-Calico finds wrong in a real cluster before it writes.</summary>
public sealed class CheckTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private LocalCluster Cluster => fixture.Cluster;

    [ClusterFact]
    public async Task A_release_that_does_not_work_on_the_cluster_is_refused_with_one_that_does()
    {
        var error = await RefusedAsync(BuiltIn(ServerReleases.Refused));
        Assert.Contains($"KubernetesRefused: Kubernetes v{ServerReleases.Kubernetes}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"use Calico {KubernetesFits.Best(ServerReleases.Kubernetes)}", error.Message + error.Remedy, StringComparison.Ordinal);
        Assert.Empty(Kubectl.Run(Cluster.Administrator, "get", "daemonset", "-n", "kube-system", "calico-node", "--ignore-not-found"));
    }

    [ClusterFact]
    public async Task A_release_that_was_not_tested_with_the_cluster_is_warned_of()
    {
        var log = new InstallLog();
        using var installer = Installing.Connect(Cluster.Administrator);
        await installer.PlanAsync([BuiltIn(ServerReleases.Untested)], log, TestContext.Current.CancellationToken);
        Assert.Contains(log.Messages, static message => message.StartsWith("KubernetesUntested", StringComparison.Ordinal));
    }

    [ClusterFact]
    public async Task Another_network_is_refused_unless_it_is_forced_or_left_out()
    {
        Workload("kube-system", "kube-flannel-ds");
        var error = await RefusedAsync(Installing.Plain());
        Assert.Contains("OtherNetwork: DaemonSet kube-system/kube-flannel-ds", error.Message, StringComparison.Ordinal);
        await PlanAsync(new InstallOptions { Force = true });
        await PlanAsync(new InstallOptions { SkipRules = ["OtherNetwork"] });
        Kubectl.Run(Cluster.Administrator, "delete", "daemonset", "-n", "kube-system", "kube-flannel-ds");
    }

    [ClusterFact]
    public async Task A_Calico_of_the_operator_is_left_to_it()
    {
        Kubectl.Run(Cluster.Administrator, "create", "namespace", "calico-system");
        Workload("calico-system", "calico-node");
        var error = await RefusedAsync(Installing.Plain());
        Assert.Contains("OperatorManaged: DaemonSet calico-system/calico-node", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ClusterException>(() => PlanAsync(new InstallOptions { Force = true }));
        Kubectl.Run(Cluster.Administrator, "delete", "namespace", "calico-system", "--wait=false");
        Kubectl.Run(Cluster.Administrator, "delete", "daemonset", "-n", "calico-system", "--all");
    }

    [ClusterFact]
    public async Task The_operator_is_seen_before_it_has_installed_anything_and_by_what_tells_it_to()
    {
        Installing.Reset(Cluster);
        await Installing.RunAsync(Cluster, Installing.Plain());
        Kubectl.Run(Cluster.Administrator, "create", "namespace", "ops");
        Kubectl.Apply(Cluster.Administrator, """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: tigera-operator, namespace: ops, labels: {k8s-app: tigera-operator} }
            spec:
              replicas: 0
              selector: {matchLabels: {name: tigera-operator} }
              template:
                metadata: {labels: {name: tigera-operator} }
                spec: {containers: [{name: main, image: example.org/main}]}
            """);
        await ManagedAsync("Deployment ops/tigera-operator");
        Kubectl.Run(Cluster.Administrator, "delete", "deployment", "-n", "ops", "tigera-operator");

        Kubectl.Apply(Cluster.Administrator, """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: installations.operator.tigera.io}
            spec:
              group: operator.tigera.io
              scope: Cluster
              names: {kind: Installation, plural: installations}
              versions:
              - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true} } }
            """);
        Kubectl.Run(Cluster.Administrator, "wait", "--for=condition=Established", "crd/installations.operator.tigera.io");
        await PlanAsync(new InstallOptions());
        Kubectl.Apply(Cluster.Administrator, """
            apiVersion: operator.tigera.io/v1
            kind: Installation
            metadata: {name: default}
            """);
        await ManagedAsync("Installation default");
        Kubectl.Run(Cluster.Administrator, "delete", "crd", "installations.operator.tigera.io");
        Installing.Reset(Cluster);
    }

    [ClusterFact]
    public async Task A_pod_range_that_holds_the_services_is_refused()
    {
        var service = Kubectl.Run(Cluster.Administrator, "get", "service", "kubernetes", "-o", "jsonpath={.spec.clusterIP}");
        var range = $"{service[..service.LastIndexOf('.')]}.0/24";
        var settings = new ManifestSettings { EtcdEndpoint = ["http://127.0.0.1:2379"], PodCidr = [range] };
        var error = await RefusedAsync(Installing.Plain(settings));
        Assert.Contains("PodCidrOverlap: DaemonSet kube-system/calico-node", error.Message, StringComparison.Ordinal);

        // Earlier ones do not tell the range.
        var told = ServerReleases.Kubernetes >= new KubernetesVersion(1, 33) ? range : $"{service}/32";
        Assert.Contains($"the services' {told}", error.Message, StringComparison.Ordinal);
    }

    // Neither brought beside the operator's Calico, nor taken away from it: the rights of both have the same names.
    private async Task ManagedAsync(string sign)
    {
        Assert.Contains($"OperatorManaged: {sign}", (await RefusedAsync(Installing.Plain())).Message, StringComparison.Ordinal);
        using var uninstaller = CalicoUninstaller.Connect(
            new ConnectionOptions { KubeConfig = Cluster.Administrator },
            new UninstallOptions(),
            new InstallLog(),
            TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<ClusterException>(() => uninstaller.PlanAsync(TestContext.Current.CancellationToken));
        Assert.Equal("CalicoOperatorManaged", error.ErrorId);
        Assert.Contains(sign, error.Message, StringComparison.Ordinal);
    }

    private static CalicoManifest BuiltIn(Release release) =>
        BuiltInManifests.Create(release, CalicoDatastore.Kubernetes, CalicoVariant.Default);

    private async Task PlanAsync(InstallOptions options)
    {
        using var installer = Installing.Connect(Cluster.Administrator, options);
        await installer.PlanAsync([Installing.Plain()], new InstallLog(), TestContext.Current.CancellationToken);
    }

    private async Task<ClusterException> RefusedAsync(CalicoManifest manifest)
    {
        var error = await Assert.ThrowsAsync<ClusterException>(() => Installing.PlanAsync(Cluster, manifest));
        Assert.Equal("InstallationRefused", error.ErrorId);
        return error;
    }

    private void Workload(string namespaceName, string name) => Kubectl.Apply(Cluster.Administrator, $$"""
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: {{name}}, namespace: {{namespaceName}} }
        spec:
          selector: {matchLabels: {app: {{name}} } }
          template:
            metadata: {labels: {app: {{name}} } }
            spec:
              nodeSelector: {nowhere: "true"}
              containers: [{name: main, image: example.org/main}]
        """);
}
