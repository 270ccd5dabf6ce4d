using System.Text.Json.Nodes;
using CalicoTools.Cluster.Checks;
using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Etcd;
using CalicoTools.Manifests.Documents;
using static CalicoTools.Core.Tests.Cluster.Checks.Judging;

namespace CalicoTools.Core.Tests.Cluster.Checks;

public sealed class AccessRulesTests
{
    private static readonly AccessQuestion s_create = new("create", "apps", "daemonsets", "kube-system");

    [Fact]
    public void Rights_that_are_missing_are_named_by_resource()
    {
        var finding = Finds("RightsMissing", Fine with { Denied = [s_create, s_create with { Verb = "patch" }] });
        Assert.Equal(("daemonsets.apps in kube-system", "create, patch"), (finding.Subject, finding.Evidence));
        FindsNot("RightsMissing", Fine);
    }

    [Fact]
    public void Each_kind_of_a_manifest_is_asked_for_once_with_every_verb()
    {
        var questions = AccessQuestion.ToApply(SampleManifest.Kubernetes().Resources).ToArray();
        Assert.Contains(s_create, questions);
        Assert.Equal(["create", "get", "patch"], questions.Where(static question => question.Resource == "configmaps").Select(static question => question.Verb).Order());
        Assert.Equal("daemonsets.apps in kube-system", s_create.Target());
    }

    [Fact]
    public void What_could_not_be_read_is_warned_of()
    {
        Assert.Equal("ippools", Finds("ClusterNotReadable", Fine with { Unreadable = ["ippools"] }).Subject);
        FindsNot("ClusterNotReadable", Fine);
    }

    [Fact]
    public void The_cluster_s_Secret_is_checked_as_one_of_the_manifest()
    {
        Finds("EtcdValueNotBase64", Fine with { EtcdSecret = ClusterSecret }, WithoutSecret("/calico-secrets/etcd-cert"));
        FindsNot("EtcdSecretEmpty", Fine with { EtcdSecret = ClusterSecret }, SampleManifest.Etcd("https://192.0.2.9:2379", "/calico-secrets/x"));
        Finds("EtcdSecretEmpty", Fine, SampleManifest.Etcd("https://192.0.2.9:2379", "/calico-secrets/x"));
    }

    [Theory]
    [InlineData(EtcdAnswer.ServerUntrusted, "EtcdServerUntrusted", FindingSeverity.Error)]
    [InlineData(EtcdAnswer.ServerNameMismatch, "EtcdServerNameMismatch", FindingSeverity.Error)]
    [InlineData(EtcdAnswer.ServerNotValid, "EtcdServerCertificateNotValid", FindingSeverity.Error)]
    [InlineData(EtcdAnswer.ClientRefused, "EtcdClientRefused", FindingSeverity.Error)]
    [InlineData(EtcdAnswer.NotTls, "EtcdNotTls", FindingSeverity.Error)]
    [InlineData(EtcdAnswer.Unhealthy, "EtcdUnhealthy", FindingSeverity.Warning)]
    [InlineData(EtcdAnswer.Unreachable, "EtcdUnreachable", FindingSeverity.Warning)]
    [InlineData(EtcdAnswer.Silent, "EtcdSilent", FindingSeverity.Warning)]
    [InlineData(EtcdAnswer.NotProbed, "EtcdNotProbed", FindingSeverity.Warning)]
    public void What_etcd_answers_is_a_finding(object answer, string ruleId, FindingSeverity severity)
    {
        PreflightContext context = new(Fine, [SampleManifest.Kubernetes()], DateTimeOffset.UtcNow)
        {
            Etcd = [new("https://a:2379", EtcdAnswer.Healthy, "fine"), new("https://b:2379", (EtcdAnswer)answer, "seen")],
        };
        var finding = Finds(ruleId, context);
        Assert.Equal(("https://b:2379", "seen", severity), (finding.Subject, finding.Evidence, finding.Severity));
        Assert.DoesNotContain(ClusterChecks.Check(context), static other => other.Subject == "https://a:2379");
    }

    private static JsonObject ClusterSecret =>
        Json("""{"metadata": {"name": "calico-etcd-secrets", "namespace": "kube-system"}, "data": {"etcd-cert": "not base64"} }""");

    private static Manifest WithoutSecret(string path) => Manifest.Parse(
        SampleManifest.Etcd("https://192.0.2.9:2379", path).ToYaml().AsSpan(SampleManifest.EtcdSecret.Length + 4), "apart.yaml");
}
