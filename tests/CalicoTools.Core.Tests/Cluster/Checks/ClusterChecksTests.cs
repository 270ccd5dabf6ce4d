using CalicoTools.Cluster.Checks;
using CalicoTools.Core.Tests.Manifests.Settings;

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
        Assert.Contains("OtherNetwork: subject: message (evidence)", error.Message, StringComparison.Ordinal);
        Assert.Contains("OperatorManaged", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PodCidrDiffers", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("-SkipRule OtherNetwork,OperatorManaged.", error.Remedy, StringComparison.Ordinal);
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
