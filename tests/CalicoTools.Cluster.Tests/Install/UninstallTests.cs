using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.Cluster.Uninstall;
using CalicoTools.ControlPlane;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>What Uninstall-Calico makes of a real cluster.</summary>
public sealed class UninstallTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private const string CustomResources = "crd.projectcalico.org";
    private const string Shared = "policy.networking.k8s.io";
    private const string Policies = $"adminnetworkpolicies.{Shared}";
    private const string Address = "projectcalico.org/IPv4Address";

    private readonly InstallLog _log = new();

    private LocalCluster Cluster => fixture.Cluster;

    [ClusterFact]
    public async Task What_the_manifest_brought_goes_and_the_custom_resources_stay()
    {
        await InstallAsync();
        Run("annotate", "node", "node-1", $"{Address}=10.10.0.2/24", "example.org/mine=stays");
        var before = Run("get", "daemonset,deployment,clusterrole,serviceaccount", "-A", "-o", "name");
        using var uninstaller = Connect(new UninstallOptions());
        var plan = await uninstaller.PlanAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Installing.Node, plan.Of(ResourceAction.WouldRemove));
        Assert.Equal(before, Run("get", "daemonset,deployment,clusterrole,serviceaccount", "-A", "-o", "name"));

        var results = await uninstaller.WriteAsync(_log, TestContext.Current.CancellationToken);
        Assert.Equal(plan.Of(ResourceAction.WouldRemove), results.Of(ResourceAction.Removed));
        Assert.DoesNotContain("calico", Run("get", "daemonset,deployment,pod,configmap,serviceaccount,poddisruptionbudget", "-n", "kube-system", "-o", "name"), StringComparison.Ordinal);
        Assert.DoesNotContain("calico", Run("get", "clusterrole,clusterrolebinding", "-o", "name"), StringComparison.Ordinal);
        Assert.Contains("ippools.crd.projectcalico.org", Run("get", "customresourcedefinition", "-o", "name"), StringComparison.Ordinal);
        Assert.Equal("stays", Run("get", "node", "node-1", "-o", "jsonpath={.metadata.annotations.example\\.org/mine}"));
        Assert.DoesNotContain("projectcalico", Run("get", "node", "-o", "jsonpath={.items[*].metadata.annotations}"), StringComparison.Ordinal);
        Assert.DoesNotContain("NetworkUnavailable", Run("get", "node", "-o", "jsonpath={.items[*].status.conditions[*].type}"), StringComparison.Ordinal);
        Assert.Contains(uninstaller.Leftovers, static leftover => leftover.Contains("/etc/cni/net.d/10-calico.conflist", StringComparison.Ordinal));
        var definitions = Definitions(CustomResources).Count;
        Assert.Contains(uninstaller.Leftovers, leftover => leftover.StartsWith($"{definitions} definitions", StringComparison.Ordinal));

        using var again = Connect(new UninstallOptions());
        Assert.Empty(await again.PlanAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith($"{definitions} definitions", again.Leftovers[0], StringComparison.Ordinal);
        Assert.Equal(Definitions(Shared).Count > 0 ? 2 : 1, again.Leftovers.Count);
    }

    [ClusterFact]
    public async Task Custom_resources_go_when_asked_for_but_never_those_of_others()
    {
        await InstallAsync();
        Kubectl.Apply(Cluster.Administrator, $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: {{Policies}}
              annotations: {api-approved.kubernetes.io: "unapproved, a test"}
            spec:
              group: policy.networking.k8s.io
              scope: Cluster
              names: {kind: AdminNetworkPolicy, plural: adminnetworkpolicies}
              versions:
              - {name: v1alpha1, served: true, storage: true, schema: {openAPIV3Schema: {type: object} } }
            ---
            apiVersion: crd.projectcalico.org/v1
            kind: IPPool
            metadata: {name: default-ipv4-ippool}
            spec: {cidr: 10.244.0.0/16}
            """);
        using var uninstaller = Connect(new UninstallOptions { IncludeCustomResources = true });
        await uninstaller.PlanAsync(TestContext.Current.CancellationToken);
        var removed = (await uninstaller.WriteAsync(_log, TestContext.Current.CancellationToken)).Of(ResourceAction.Removed);
        Assert.Equal(Definitions(CustomResources), [.. removed.Where(static name => name.StartsWith("CustomResourceDefinition", StringComparison.Ordinal)).Order()]);
        var left = Definitions(Shared).Select(static name => name.Split(' ')[1]).Append(Policies).Distinct();
        Assert.Equal(left.Select(static name => $"customresourcedefinition.apiextensions.k8s.io/{name}").Order(), Run("get", "customresourcedefinition", "-o", "name").Split('\n'));
        Run("delete", "customresourcedefinition", Policies);
    }

    [ClusterFact]
    public async Task Custom_resources_that_another_Calico_uses_are_not_touched()
    {
        await InstallAsync();
        Workload.Apply(Cluster, "calico-node");
        using var uninstaller = Connect(new UninstallOptions { IncludeCustomResources = true });
        var error = await Assert.ThrowsAsync<ClusterException>(() => uninstaller.PlanAsync(TestContext.Current.CancellationToken));
        Assert.Equal("CustomResourcesInUse", error.ErrorId);
        Run("delete", "daemonset", "calico-node");
    }

    [ClusterFact]
    public async Task The_command_shows_asks_and_removes()
    {
        await InstallAsync();
        var preview = ModuleHost.Try($"Uninstall-Calico -KubeConfig '{Cluster.Administrator}' -WhatIf");
        Assert.Contains("What if: ", preview.Output, StringComparison.Ordinal);
        Assert.Contains("WARNING: On every node that ran Calico", preview.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("calico-node", Run("get", "daemonset", "-n", "kube-system", "-o", "name"), StringComparison.Ordinal);
        var shown = ModuleHost.Run($"Uninstall-Calico -KubeConfig '{Cluster.Administrator}' -IncludeCustomResources -Confirm:$false");
        Assert.Contains("Removed", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("projectcalico", Run("get", "customresourcedefinition", "-o", "name"), StringComparison.Ordinal);
        Assert.Empty(Run("get", "daemonset", "-n", "kube-system", "-o", "name"));
    }

    // Those of the manifest, of one group.
    private static IReadOnlyList<string> Definitions(string group) =>
    [
        .. Installing.Kubernetes().Resources.Select(static resource => resource.ToString())
            .Where(name => name.StartsWith("CustomResourceDefinition ", StringComparison.Ordinal) && name.EndsWith($".{group}", StringComparison.Ordinal))
            .Order(),
    ];

    private async Task InstallAsync()
    {
        using var installer = Installing.Connect(Cluster.Administrator);
        await installer.PlanAsync([Installing.Kubernetes()], _log, TestContext.Current.CancellationToken);
        await installer.WriteAsync(_log, TestContext.Current.CancellationToken);
        await installer.WaitAsync(_log, TestContext.Current.CancellationToken);
    }

    private CalicoUninstaller Connect(UninstallOptions options) =>
        CalicoUninstaller.Connect(new ConnectionOptions { KubeConfig = Cluster.Administrator }, options, _log, TestContext.Current.CancellationToken);

    private string Run(params string[] arguments) => Kubectl.Run(Cluster.Administrator, arguments);
}
