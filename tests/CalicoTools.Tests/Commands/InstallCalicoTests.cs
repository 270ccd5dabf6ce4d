using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Commands;

/// <summary>What Install-Calico says before there is a cluster.</summary>
public sealed class InstallCalicoTests : IDisposable
{
    private const string Manifest = "New-CalicoManifest -Version v3.21.2 -Datastore Etcd -EtcdEndpoint http://10.0.0.1:2379";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData($"{Manifest} | Install-Calico")]
    [InlineData("Update-Calico")]
    [InlineData("Uninstall-Calico")]
    public void A_kubeconfig_that_is_not_there_is_one_error(string command)
    {
        var error = ModuleShell.Run($"{command} -KubeConfig {Quoted("nowhere")}").Failed("KubeConfigNotFound");
        Assert.Contains("nowhere", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Install-Calico -Datastore Kubernetes", "3.99", "ReleaseMalformed")]
    [InlineData("Update-Calico", "3.99", "ReleaseMalformed")]
    [InlineData("Install-Calico -Datastore Kubernetes", "v9.9.9", "ReleaseNotBuiltIn")]
    [InlineData("Update-Calico", "v9.9.9", "ReleaseNotBuiltIn")]
    public void A_release_that_is_none_is_told_before_the_cluster_is_asked(string command, string release, string errorId)
    {
        Place("http://127.0.0.1:1");
        ModuleShell.Run($"{command} -Version {release} -KubeConfig {Quoted("config")}").Failed(errorId);
    }

    [Fact]
    public void An_unknown_context_is_told_with_those_there_are()
    {
        Place("http://127.0.0.1:1");
        var error = ModuleShell.Run($"{Manifest} | Install-Calico -KubeConfig {Quoted("config")} -Context three").Failed("KubeContextUnknown");
        Assert.Contains("'one', 'two words'", string.Join(' ', error.Fields), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_where_nothing_listens_is_one_error_with_and_without_WhatIf()
    {
        Place("http://127.0.0.1:1");
        ModuleShell.Run($"{Manifest} | Install-Calico -KubeConfig {Quoted("config")}").Failed("ClusterConnectionRefused");
        ModuleShell.Run($"Install-Calico -Version v3.21.2 -Datastore Kubernetes -KubeConfig {Quoted("config")} -WhatIf").Failed("ClusterConnectionRefused");
    }

    [Fact]
    public void A_manifest_that_cannot_be_had_keeps_the_others_from_being_installed()
    {
        Place("http://127.0.0.1:1");
        _folder.Write("bad.yaml", "a: [");
        var result = ModuleShell.Run($"({Manifest}), (New-CalicoCerts | New-CalicoEtcdSecret), ({Manifest}) | " +
            $"Install-Calico -Mtu 1 -KubeConfig {Quoted("config")}");
        Assert.NotEmpty(result.Errors);
        Assert.DoesNotContain(result.Errors, static error => error.ErrorId.StartsWith("Cluster", StringComparison.Ordinal));
        Assert.Single(ModuleShell.Run($"Install-Calico {Quoted("bad.yaml")} -KubeConfig {Quoted("config")}").Errors);
    }

    [Fact]
    public void Contexts_are_offered_from_the_file_alone()
    {
        Place("http://no-such-host.invalid");
        var offered = ModuleShell.Run($$"""
            $null = $ExecutionContext.SessionState.Path.SetLocation({{Quoted(".")}})
            foreach ($file in "{{Quoted("config")}}", "./config") {
                $line = "Install-Calico -KubeConfig $file -Context "
                $completion = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
                $completion.CompletionMatches | ForEach-Object CompletionText
            }
            """).Succeeded();
        Assert.Equal(["one", "'two words'", "one", "'two words'"], offered);
    }

    [Theory]
    [InlineData("Install-Calico -Datastore Kubernetes")]
    [InlineData("Update-Calico")]
    public void Rules_are_offered_with_what_they_find(string command)
    {
        var offered = ModuleShell.Run($$"""
            $line = "{{command}} -SkipRule OtherNetwork, KubernetesR"
            $completion = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
            $completion.CompletionMatches | ForEach-Object { $_.CompletionText, $_.ToolTip }
            """).Succeeded();
        Assert.Equal(
            ["KubernetesRefused", "Error: This release of Calico does not work on the cluster's release of Kubernetes."], offered);
    }

    [Theory]
    [InlineData("othernetwork, KubernetesRefuse", "KubernetesRefused")]
    [InlineData("'Etcd*', '*Unhealty'", "about_CalicoInstallationRules")]
    public void An_unknown_rule_is_refused_before_the_cluster_is_asked(string rules, string advice)
    {
        Place("http://127.0.0.1:1");
        var error = ModuleShell.Run($"{Manifest} | Install-Calico -KubeConfig {Quoted("config")} -SkipRule {rules}").Failed("RuleUnknown");
        Assert.Contains(advice, string.Join(' ', error.Fields), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'[Etcd'", "WildcardInvalid")]
    [InlineData("OTHERNETWORK, 'Etcd*', '*Refused'", "ClusterConnectionRefused")]
    public void Rules_are_named_by_wildcards(string rules, string id)
    {
        Place("http://127.0.0.1:1");
        ModuleShell.Run($"{Manifest} | Install-Calico -KubeConfig {Quoted("config")} -Timeout 1s -SkipRule {rules}").Failed(id);
    }

    [Fact]
    public void The_rules_of_clusters_are_in_the_help()
    {
        var help = string.Join('\n', ModuleShell.Run("Get-Help about_CalicoInstallationRules | ForEach-Object { \"$_\" }").Succeeded());
        Assert.Contains("OtherNetwork (Error)", help, StringComparison.Ordinal);
        Assert.Contains("EtcdUnreachable (Warning)", help, StringComparison.Ordinal);
    }

    private string Quoted(string name) => ModuleShell.Quote(_folder[name]);

    private void Place(string server) => _folder.Write("config", $$$"""
        current-context: one
        contexts:
        - {name: one, context: {cluster: c}}
        - {name: two words, context: {cluster: c}}
        clusters:
        - {name: c, cluster: {server: '{{{server}}}'}}
        """);
}
