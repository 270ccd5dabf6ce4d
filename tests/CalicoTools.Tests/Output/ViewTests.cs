using System.Text.RegularExpressions;
using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Output;

/// <summary>What the cmdlets give, as it is shown.</summary>
public sealed class ViewTests
{
    public static TheoryData<string> Outputs => Produced.All;

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void A_long_subject_breaks_no_column_of_a_set(int width)
    {
        var lines = Run($"""
            $set = New-CalicoCerts -CommonName calico-with-a-very-long-common-name-for-tests -Organization '組織名がとても長い例です、組織名がとても長い例です'
            $set | Out-String -Width {width}
            """);
        Assert.Contains("Role   Expires    DaysLeft Algorithm   SHA-256  Subject", lines);
        Assert.Equal(2, lines.Count(static line => Wide().IsMatch(line)));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Every_way_to_format_it_shows_something_of_it(string command)
    {
        var lengths = Run($$"""
            $value = {{command}}
            foreach ($width in 60, 80, 120) {
                ($value | Out-String -Width $width).Trim().Length -gt 20
                ($value | Format-Table | Out-String -Width $width).Trim().Length -gt 20
                ($value | Format-List | Out-String -Width $width).Trim().Length -gt 20
                ($value | Format-Wide | Out-String -Width $width).Trim().Length -gt 0
                ($value | Format-Custom | Out-String -Width $width).Trim().Length -gt 20
            }
            """);
        Assert.All(lengths, static shown => Assert.Equal("True", shown));
    }

    [Fact]
    public void Plain_output_has_no_colours()
    {
        var result = ExternalProgram.Try(PowerShellProgram.Name, PowerShellProgram.ArgumentsForModule($"""
            $PSStyle.OutputRendering = 'PlainText'
            {Produced.CertificateSet}; {Produced.Manifest}; {Produced.Release}; {Produced.Finding}; {Produced.Change}
            """));
        Assert.Contains("EtcdEndpointPlaceholder", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public void A_transcript_records_what_is_shown()
    {
        using var folder = new TemporaryFolder();
        var result = PowerShellProcess.RunModule($"""
            $null = Start-Transcript {ModuleShell.Quote(folder["transcript.txt"])}
            {Produced.CertificateSet}
            {Produced.Finding}
            $null = Stop-Transcript
            """);
        Assert.Equal("", result.Error);
        var transcript = File.ReadAllText(folder["transcript.txt"]);
        Assert.Contains("CN=etcd1", transcript, StringComparison.Ordinal);
        Assert.Contains("EtcdEndpointPlaceholder", transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", transcript, StringComparison.Ordinal);
    }

    private static Regex Wide() =>
        new(@"^(CA    |Client) \d{4}-\d\d-\d\d +\d+ ECDSA P-256 [0-9A-F]{8} CN=");

    private static IReadOnlyList<string> Run(string script) =>
        [.. ModuleShell.Run(script).Succeeded().SelectMany(static text => text.Split('\n')).Select(static line => line.TrimEnd('\r', ' '))];
}
