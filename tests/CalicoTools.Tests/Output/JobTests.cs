using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Output;

/// <summary>The cmdlets at work elsewhere: in jobs, threads and restricted sessions.</summary>
public sealed class JobTests
{
    private static readonly string s_import = $"Import-Module {ModuleShell.Quote(StagedModule.Manifest)}";

    [Fact]
    public void What_a_job_gives_is_shown_like_the_original()
    {
        var result = PowerShellProcess.RunModule($$"""
            $set = Start-Job { {{s_import}}; {{Produced.CertificateSet}} } | Receive-Job -Wait -AutoRemoveJob
            $set
            $set.Members[0].HostNames -join ' '
            [bool]$set.EtcdKey
            """);
        Assert.Equal("", result.Error);
        Assert.Matches(@"Member \d{4}-\d\d-\d\d +\d+ ECDSA P-256 [0-9A-F]{8} CN=etcd1", result.Output);
        Assert.Contains("etcd1 localhost", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("False", result.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_work_with_what_the_session_has()
    {
        var result = PowerShellProcess.RunModule($$"""
            $manifest = {{Produced.Manifest}}
            Start-ThreadJob { {{s_import}}; ($using:manifest | Set-CalicoManifest -Mtu 1400).Resources.Count } | Receive-Job -Wait -AutoRemoveJob
            1400, 1450 | ForEach-Object -Parallel { {{s_import}}; ($using:manifest | Set-CalicoManifest -Mtu $_).Resources.Count }
            """);
        Assert.Equal("", result.Error);
        Assert.Equal("11\n11\n11", result.Output.Trim().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Strict_mode_finds_nothing_to_refuse()
    {
        var result = ModuleShell.Run($$"""
            Set-StrictMode -Version Latest
            $ErrorActionPreference = 'Stop'
            foreach ($value in ({{Produced.CertificateSet}}), ({{Produced.Manifest}}), ({{Produced.Release}}), ({{Produced.Finding}}), ({{Produced.Change}})) {
                $null = $value | Out-String
                $null = $value | Format-List | Out-String
            }
            $Error.Count
            """);
        Assert.Equal(["0"], result.Succeeded());
    }

    [Fact]
    public void A_session_of_the_constrained_language_uses_it()
    {
        var result = PowerShellProcess.RunModule($$"""
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            {{Produced.CertificateSet}}
            {{Produced.Finding}} | Out-String
            ({{Produced.Manifest}} | Set-CalicoManifest -Mtu 1400 | ConvertTo-CalicoYaml).Length -gt 1000
            """);
        Assert.Equal("", result.Error);
        Assert.Contains("CN=etcd1", result.Output, StringComparison.Ordinal);
        Assert.Contains("To do: ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("True", result.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-CalicoManifest -Datastore Etcd -Variant Ty", "Typha")]
    [InlineData("New-CalicoManifest -Version v3.22.", "v3.22.5")]
    [InlineData("Install-Calico -SkipRule KubernetesUnt", "KubernetesUntested")]
    [InlineData("New-CalicoCerts -KeyAlgorithm Ed", "Ed25519")]
    public void Values_are_completed_as_at_the_prompt(string line, string offered)
    {
        var output = ModuleShell.Run($$"""
            (TabExpansion2 -inputScript {{ModuleShell.Quote(line)}} -cursorColumn {{line.Length}}).CompletionMatches.CompletionText
            """).Succeeded();
        Assert.Contains(offered, output);
    }
}
