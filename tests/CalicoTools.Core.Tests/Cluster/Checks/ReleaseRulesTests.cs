using CalicoTools.Cluster.Checks;
using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.Documents;
using static CalicoTools.Core.Tests.Cluster.Checks.Judging;

namespace CalicoTools.Core.Tests.Cluster.Checks;

public sealed class ReleaseRulesTests
{
    private const string Budget = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: x, namespace: kube-system}\n";

    [Fact]
    public void A_cluster_that_is_fine_has_no_error_and_no_warning() =>
        Assert.DoesNotContain(
            ClusterChecks.Check(PreflightContext(Fine, With("IP_AUTODETECTION_METHOD", "can-reach=10.0.0.1"))),
            static finding => finding.Severity != FindingSeverity.Information);

    [Fact]
    public void A_release_that_does_not_work_on_the_cluster_is_refused_with_one_that_does()
    {
        var finding = Finds("KubernetesRefused", Fine, SampleManifest.Kubernetes("v3.23.5"));
        Assert.Equal((FindingSeverity.Error, "Kubernetes v1.20.8"), (finding.Severity, finding.Subject));
        Assert.Contains("v3.21", finding.Remedy, StringComparison.Ordinal);
        FindsNot("KubernetesRefused", Fine, SampleManifest.Kubernetes("v3.22.5"));
    }

    [Fact]
    public void A_release_that_was_not_tested_with_the_cluster_is_warned_of()
    {
        Assert.Equal(FindingSeverity.Warning, Finds("KubernetesUntested", Fine, SampleManifest.Kubernetes("v3.22.5")).Severity);
        FindsNot("KubernetesUntested", Fine, SampleManifest.Kubernetes("v3.21.2"));
        FindsNot("KubernetesUntested", Fine, SampleManifest.Kubernetes("v3.23.5"));
    }

    [Fact]
    public void An_update_is_not_sent_back_to_an_older_release()
    {
        var facts = Fine with { DaemonSets = [Set("kube-system", "calico-node", "quay.io/calico/node:v3.22.5")] };
        var update = new PreflightContext(facts, [SampleManifest.Kubernetes("v3.23.5")], DateTimeOffset.UtcNow) { IsUpdate = true };
        Assert.StartsWith("Update Kubernetes first", Finds("KubernetesRefused", update).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_of_an_API_that_is_not_served_is_named()
    {
        var finding = Finds("ApiMissing", Fine, SampleManifest.Kubernetes("v3.21.2"), Manifest.Parse(Budget, "pdb.yaml"));
        Assert.Equal(("PodDisruptionBudget kube-system/x", "policy/v1"), (finding.Subject, finding.Evidence));
        FindsNot("ApiMissing", Fine, Manifest.Parse(Budget.Replace("policy/v1", "policy/v1beta1", StringComparison.Ordinal), "pdb.yaml"));
    }

    [Fact]
    public void An_API_that_the_manifest_brings_along_is_not_missing() => FindsNot("ApiMissing", Fine, Manifest.Parse(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: ippools.crd.projectcalico.org}
        spec: {group: crd.projectcalico.org}
        ---
        apiVersion: crd.projectcalico.org/v1
        kind: IPPool
        metadata: {name: mine}
        """,
        "pool.yaml"));

    [Theory]
    [InlineData("v3.21.2", false)]
    [InlineData("v3.21.6", true)]
    public void Another_release_that_is_installed_has_to_be_updated(string installed, bool found)
    {
        var facts = Fine with { DaemonSets = [Set("kube-system", "calico-node", $"quay.io/calico/node:{installed}")] };
        if (found)
        {
            Assert.Contains("Update-Calico", Finds("InstalledReleaseDiffers", facts).Remedy, StringComparison.Ordinal);
            var update = new PreflightContext(facts, [SampleManifest.Kubernetes("v3.21.2")], DateTimeOffset.UtcNow) { IsUpdate = true };
            Assert.DoesNotContain(ClusterChecks.Check(update), static finding => finding.RuleId == "InstalledReleaseDiffers");
        }
        else
        {
            FindsNot("InstalledReleaseDiffers", facts);
        }
    }

    [Fact]
    public void Another_datastore_that_is_in_use_is_an_error()
    {
        var facts = Fine with { DaemonSets = [Set("kube-system", "calico-node", "quay.io/calico/node:v3.21.2")] };
        Finds("InstalledDatastoreDiffers", facts, SampleManifest.Etcd("http://192.0.2.9:2379"));
        FindsNot("InstalledDatastoreDiffers", facts);
    }
}
