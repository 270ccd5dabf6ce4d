using System.Text.Json.Nodes;
using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Output;

/// <summary>What the cmdlets give, as data: JSON, CSV, CliXml and chosen properties.</summary>
public sealed class DataTests
{
    public static TheoryData<string> Outputs => Produced.All;

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Csv_has_values_and_no_type_names(string command)
    {
        var lines = Run($"{command} | Select-Object * -ExcludeProperty EtcdKey | ConvertTo-Csv");
        Assert.True(lines.Count > 1);
        Assert.All(lines, static line => Assert.DoesNotMatch(@"System\.|CalicoTools\.|<>", line));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Json_has_the_properties(string command)
    {
        var output = Run($$"""
            $value = {{command}}
            ConvertTo-Json $value -Depth 6 -Compress -EnumsAsStrings
            $value.PSObject.Properties.Name
            """);
        var json = JsonNode.Parse(output[0])!.AsObject();
        Assert.Equal(output.Skip(1), json.Select(static property => property.Key));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void What_is_exported_and_imported_again_looks_the_same(string command)
    {
        using var folder = new TemporaryFolder();
        var output = Run($$"""
            $value = {{command}}
            $value | Export-Clixml {{ModuleShell.Quote(folder["value.xml"])}}
            $copy = Import-Clixml {{ModuleShell.Quote(folder["value.xml"])}}
            ($value | Out-String -Width 100) -eq ($copy | Out-String -Width 100)
            ($value | Format-Table | Out-String -Width 100) -eq ($copy | Format-Table | Out-String -Width 100)
            """);
        Assert.Equal(["True", "True"], output);
    }

    [Fact]
    public void A_release_s_day_is_a_date() => Assert.Equal(
        ["DateTime", "2026-06-24T00:00:00"],
        Run($$"""
            $release = {{Produced.Release}}
            $release.Released.GetType().Name
            ($release | ConvertTo-Json -Depth 5 | ConvertFrom-Json -DateKind String).Released
            """));

    [Fact]
    public void No_key_leaves_as_text()
    {
        using var folder = new TemporaryFolder();
        var output = Run($$"""
            $set = {{Produced.CertificateSet}}
            $key = ($set | New-CalicoEtcdSecret | ConvertTo-CalicoYaml) -split "`n" | Select-String 'etcd-key: "?([^"]{40})' |
                ForEach-Object { $_.Matches[0].Groups[1].Value }
            $set | Export-Clixml {{ModuleShell.Quote(folder["set.xml"])}}
            $shown = ($set | ConvertTo-Json -Depth 4), ($set | ConvertTo-Csv), ($set | Format-List * | Out-String), (Get-Content {{ModuleShell.Quote(folder["set.xml"])}})
            $key.Length
            @($shown | Where-Object { "$_".Contains($key) }).Count
            """);
        Assert.Equal(["40", "0"], output);
    }

    private static IReadOnlyList<string> Run(string script) => ModuleShell.Run(script).Succeeded();
}
