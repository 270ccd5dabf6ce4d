using CalicoTools.Cluster.Checks;
using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Cluster.Checks;

public sealed class ClusterChecksTests
{
    private static readonly Finding s_forceable = Finding("OtherNetwork", FindingSeverity.Error);
    private static readonly Finding s_hard = Finding("OperatorManaged", FindingSeverity.Error);
    private static readonly Finding s_warning = Finding("PodCidrDiffers", FindingSeverity.Warning);
    private static readonly Finding s_information = Finding("PodCidrDefault", FindingSeverity.Information);

    private readonly CommandLog _log = new();

    [Fact]
    public void Errors_stop_and_are_all_named_with_what_to_do()
    {
        var error = Refused(new CheckOptions(), s_forceable, s_hard, s_warning);
        Assert.Equal("InstallationRefused", error.ErrorId);
        Assert.Equal(
            "Nothing was changed. The checks found 2 errors:\n- OtherNetwork: subject: message (evidence) remedy\n- OperatorManaged: subject: message (evidence) remedy",
            error.Message);
        Assert.DoesNotContain("PodCidrDiffers", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("-SkipRule OtherNetwork,OperatorManaged.", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_error_is_a_sentence_with_its_own_remedy()
    {
        var error = Refused(new CheckOptions(), s_hard);
        Assert.Equal("Nothing was changed. OperatorManaged: subject: message (evidence)", error.Message);
        Assert.StartsWith("remedy", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_empty_Secret_of_a_manifest_does_not_stand_beside_that_of_the_cluster()
    {
        var empty = Judging.Json("""{"metadata": {"name": "calico-etcd-secrets", "namespace": "kube-system"} }""");
        var filled = Judging.Json("""{"metadata": {"name": "calico-etcd-secrets", "namespace": "kube-system"}, "data": {"etcd-ca": "eA=="} }""");
        var manifest = BuiltInManifests.Create(ReleaseCatalogue.Find("v3.32.1"), CalicoDatastore.Etcd, CalicoVariant.Default);
        Judging.FindsNot("ObjectTwice", Judging.Fine with { EtcdSecret = empty }, manifest);
        Judging.FindsNot("ObjectTwice", Judging.Fine with { EtcdSecret = filled }, manifest);
    }

    [Fact]
    public void Warnings_are_told_and_what_only_informs_is_for_those_who_ask()
    {
        ClusterChecks.Decide([s_warning, s_information], new CheckOptions(), _log);
        Assert.Equal("PodCidrDiffers: subject: message (evidence) remedy", Assert.Single(_log.Warnings));
        Assert.Contains("PodCidrDefault", Assert.Single(_log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Force_turns_errors_that_say_so_into_warnings()
    {
        ClusterChecks.Decide([s_forceable], new CheckOptions(Force: true), _log);
        Assert.Single(_log.Warnings);
        Assert.DoesNotContain("OtherNetwork", Refused(new CheckOptions(Force: true), s_forceable, s_hard).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_named_is_left_out()
    {
        ClusterChecks.Decide([s_hard, s_warning], new CheckOptions(SkippedRules: ["operatormanaged", "PodCidrDiffers"]), _log);
        Assert.Empty(_log.Warnings);
        Assert.Equal(2, _log.Messages.Count);
    }

    private static Finding Finding(string rule, FindingSeverity severity) => new(rule, severity, "subject", "message", "evidence", "remedy");

    private ClusterException Refused(CheckOptions options, params IReadOnlyList<Finding> findings) =>
        Assert.Throws<ClusterException>(() => ClusterChecks.Decide(findings, options, _log));
}
