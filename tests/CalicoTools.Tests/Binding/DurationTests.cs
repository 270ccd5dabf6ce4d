using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Binding;

public sealed class DurationTests
{
    [Fact]
    public void A_duration_is_taken_as_it_is_typed_quoted_or_not_and_splatted()
    {
        var output = ModuleShell.Run("""
            $splatted = @{ CAValidFor = '20y'; ValidFor = '5y' }
            $sets = @(
                New-CalicoCerts -CAValidFor 20y -ValidFor 5y
                New-CalicoCerts -CAValidFor 20y -ValidFor '5y'
                New-CalicoCerts @splatted
                New-CalicoCerts -ValidFor 365d
                New-CalicoCerts -ValidFor 8760h
                New-CalicoCerts -ValidFor 90m
                New-CalicoCerts -ValidFor ([TimeSpan]::FromDays(2))
            )
            $sets | ForEach-Object { ($_.Client.NotAfter - $_.Client.NotBefore).TotalMinutes }
            """).Succeeded();
        const int Year = 365 * 24 * 60;
        Assert.Equal([5 * Year, 5 * Year, 5 * Year, Year, Year, 90, 2 * 24 * 60], output.Select(double.Parse));
    }

    [Theory]
    [InlineData("300")]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("$null")]
    public void What_is_no_duration_is_refused_with_the_way_to_write_one(string argument)
    {
        var error = ModuleShell.Run($"New-CalicoCerts -ValidFor {argument}").Failed("ParameterArgumentTransformationError");
        Assert.Contains("365d", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0d")]
    [InlineData("-5d")]
    [InlineData("'-5d'")]
    [InlineData("99999y")]
    [InlineData("([TimeSpan]::Zero)")]
    public void A_duration_nothing_can_last_is_out_of_range(string argument)
    {
        var error = ModuleShell.Run($"New-CalicoCerts -ValidFor {argument}").Failed("ParameterArgumentTransformationError");
        Assert.Contains("out of range", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Import-CalicoManifest -Version v3.28.5 -Datastore Etcd -Uri http://127.0.0.1:1/x.yaml")]
    [InlineData("Install-Calico -KubeConfig none -Datastore Etcd")]
    [InlineData("Update-Calico -KubeConfig none")]
    [InlineData("Uninstall-Calico -KubeConfig none")]
    public void Nothing_waits_for_longer_than_a_month(string command)
    {
        foreach (var timeout in new[] { "31d", "([TimeSpan]::MaxValue)" })
        {
            var error = ModuleShell.Run($"{command} -Timeout {timeout}").Failed("ParameterArgumentTransformationError");
            Assert.Contains("at most 30d, such as 10m", error.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("ParameterArgument", Assert.Single(ModuleShell.Run($"{command} -Timeout 30d").Errors).ErrorId, StringComparison.Ordinal);
    }
}
