using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Certificates;

/// <summary>Get-, Test- and Export-CalicoCerts and New-CalicoEtcdSecret as users call them.</summary>
public sealed class CertificateFolderCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_set_is_shown_with_its_certificates()
    {
        var screen = Run("$null = New-CalicoCerts pki -EtcdHost etcd1; Get-CalicoCerts pki | Out-Default").Screen;
        Assert.Matches(@"Role +Expires +DaysLeft +Algorithm +SHA-256 +Subject", screen);
        Assert.Matches(@"CA +\d{4}-\d\d-\d\d +36\d\d +ECDSA P-256 +[0-9A-F]{8} +CN=calico-ca", screen);
        Assert.Matches(@"Client +\d{4}-\d\d-\d\d +36\d +ECDSA P-256 +[0-9A-F]{8} +CN=calico", screen);
        Assert.Matches(@"Member .*CN=etcd1", screen);
        var table = Run("(Get-CalicoCerts pki).Certificates | Out-Default").Screen;
        Assert.Matches(@"Client +CN=calico +ECDSA P-256 +\d{4}-\d\d-\d\d +36\d +[0-9A-F]{8}", table);
    }

    [Theory]
    [InlineData("Get-CalicoCerts a, b", "a b")]
    [InlineData("Get-CalicoCerts ?", "a b")]
    [InlineData("'a', 'b' | Get-CalicoCerts", "a b")]
    [InlineData("Get-CalicoCerts '[[]c]'", "[c]")]
    [InlineData("Get-CalicoCerts -LiteralPath '[c]'", "[c]")]
    [InlineData("Get-CalicoCerts * -ExpiringWithin 30d", "b")]
    [InlineData("Get-CalicoCerts * -ExpiringWithin 9y", "[c] a b")]
    [InlineData("$null = $ExecutionContext.SessionState.Path.SetLocation((Get-CalicoCerts a).Path); Get-CalicoCerts", "a")]
    public void Folders_are_named_as_anywhere_in_PowerShell(string command, string names)
    {
        MakeThree();
        var found = Run($"{command} | ForEach-Object {{ [IO.Path]::GetFileName($_.Path) }}").Succeeded();
        Assert.Equal(names, string.Join(' ', found.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void An_error_in_one_folder_does_not_keep_from_the_others()
    {
        MakeThree();
        var result = Run("Get-CalicoCerts a, nowhere, b");
        Assert.Equal("ObjectNotFound", result.Failed("PathNotFound").Category);
        Assert.Equal(2, result.Output.Count);
    }

    [Theory]
    [InlineData("Test-CalicoCerts a -Quiet", "True")]
    [InlineData("Get-CalicoCerts a | Test-CalicoCerts -Quiet", "True")]
    [InlineData("Test-CalicoCerts a, b -Quiet -NotExpiringWithin 10d", "False")]
    [InlineData("New-CalicoCerts | Test-CalicoCerts -Quiet -NotExpiringWithin 300d", "True")]
    [InlineData("Test-CalicoCerts nowhere -Quiet", "False")]
    [InlineData("Test-CalicoCerts a, nowhere -Quiet", "False")]
    [InlineData("Get-CalicoCerts nowhere | Test-CalicoCerts -Quiet", "False")]
    [InlineData("Get-CalicoCerts 'x*' | Test-CalicoCerts -Quiet", "False")]
    public void Quiet_is_one_answer_for_all_and_true_only_of_what_was_checked(string command, string answer)
    {
        MakeThree();
        Assert.Equal([answer], Run(command).Output);
    }

    [Fact]
    public void What_ends_soon_is_found()
    {
        MakeThree();
        var findings = Run("Test-CalicoCerts ? | ForEach-Object { \"$($_.Severity) $($_.RuleId) $($_.Subject)\" }").Succeeded();
        Assert.Equal([$"Warning CertificateExpiring {_folder["b/calico.pem"]}"], findings);
    }

    [Fact]
    public void An_exported_set_is_the_same_without_the_authority_s_key()
    {
        var result = Run("""
            $set = New-CalicoCerts a
            $copy = $set | Export-CalicoCerts -Path new/copy
            $copy.Client.Fingerprint -eq $set.Client.Fingerprint
            [IO.Path]::GetFileName($copy.Path)
            Test-CalicoCerts new/copy -Quiet
            """);
        Assert.Equal(["True", "copy", "True"], result.Succeeded());
        Assert.False(File.Exists(_folder["new/copy/ca-key.pem"]));
    }

    [Fact]
    public void A_preview_of_an_export_writes_nothing()
    {
        Run("New-CalicoCerts | Export-CalicoCerts a -WhatIf").Succeeded();
        Assert.False(Directory.Exists(_folder["a"]));
    }

    [Fact]
    public void An_export_replaces_nothing_unasked()
    {
        var result = Run("""
            $set = New-CalicoCerts a
            $set | Export-CalicoCerts a
            $null = $set | Export-CalicoCerts a -Force
            """);
        Assert.Equal("ResourceExists", result.Failed("CertificateFilesExist").Category);
    }

    [Theory]
    [InlineData("Get-CalicoCerts a | New-CalicoEtcdSecret")]
    [InlineData("New-CalicoEtcdSecret -CAPath a/ca.pem -CertificatePath a/calico.pem -KeyPath a/calico-key.pem")]
    public void The_Secret_is_the_same_from_the_set_and_from_the_files(string command)
    {
        var result = Run($"$null = New-CalicoCerts a; $secret = {command} -Name x; \"$secret\"; $secret.ToYaml()");
        Assert.Equal("Secret kube-system/x", result.Succeeded()[0]);
        Assert.All(
            ["etcd-ca", "etcd-cert", "etcd-key"],
            name => Assert.Contains($"{name}: {File.ReadAllText(_folder[$"a/{name}"])}", result.Output[1], StringComparison.Ordinal));
    }

    [Fact]
    public void A_Secret_for_two_authorities_is_made_by_force_only()
    {
        const string Command = "New-CalicoEtcdSecret -CAPath b/ca.pem -CertificatePath a/calico.pem -KeyPath a/calico-key.pem";
        MakeThree();
        Run(Command).Failed("CertificateNotIssuedByCA");
        Run($"{Command} -Force").Succeeded();
    }

    private void MakeThree() =>
        Run("$null = New-CalicoCerts a; $null = New-CalicoCerts b -ValidFor 5d; $null = New-CalicoCerts -Path '[c]'").Succeeded();

    private ShellResult Run(string script) => ModuleShell.Run(
        $"$null = $ExecutionContext.SessionState.Path.SetLocation({ModuleShell.Quote(_folder.Path)})\n{script}");
}
