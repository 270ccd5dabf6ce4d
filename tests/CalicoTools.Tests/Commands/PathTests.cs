using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Commands;

/// <summary>Paths are those of the session, whose location need not be the process' current directory.</summary>
public sealed class PathTests
{
    [Theory]
    [MemberData(nameof(ModuleShell.All), MemberType = typeof(ModuleShell))]
    public void A_relative_path_starts_at_the_session_s_location(ModuleShell shell)
    {
        using var folder = new TemporaryFolder();
        Assert.NotEqual(folder.Path, Environment.CurrentDirectory);
        shell.Run($"""
            $null = $ExecutionContext.SessionState.Path.SetLocation({ModuleShell.Quote(folder.Path)})
            $null = New-CalicoCerts -Path pki
            Get-CalicoCerts ./pki | New-CalicoEtcdSecret | Export-CalicoManifest -Path secret.yaml
            $null = Import-CalicoManifest secret.yaml
            """).Succeeded();
        Assert.True(File.Exists(folder["pki/calico.pem"]));
        Assert.True(File.Exists(folder["secret.yaml"]));
    }

    [Theory]
    [InlineData("Get-CalicoCerts nowhere")]
    [InlineData("Get-CalicoCerts 'no*where'")]
    [InlineData("Import-CalicoManifest nowhere.yaml")]
    [InlineData("Import-CalicoManifest -LiteralPath 'no[where].yaml'")]
    public void What_is_not_there_is_an_error_that_names_it(string command) =>
        Assert.Contains("no", new HostedShell().Run(command).Failed("PathNotFound").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("New-CalicoCerts -Path Function:pki")]
    [InlineData("Get-CalicoCerts Function:")]
    public void A_path_of_another_provider_is_refused(string command) =>
        Assert.Contains("Function", new HostedShell().Run(command).Failed("PathNotFileSystem").Text, StringComparison.Ordinal);
}
