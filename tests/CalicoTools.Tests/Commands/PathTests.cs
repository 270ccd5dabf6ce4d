using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Commands;

/// <summary>Paths are those of the session, whose location need not be the process' current directory.</summary>
public sealed class PathTests
{
    [Fact]
    public void A_relative_path_starts_at_the_session_s_location()
    {
        using var folder = new TemporaryFolder();
        Assert.NotEqual(folder.Path, Environment.CurrentDirectory);
        ModuleShell.Run($"""
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
        Assert.Contains("no", ModuleShell.Run(command).Failed("PathNotFound").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("New-CalicoCerts -Path Function:pki")]
    [InlineData("Get-CalicoCerts Function:")]
    public void A_path_of_another_provider_is_refused(string command) =>
        Assert.Contains("Function", ModuleShell.Run(command).Failed("PathNotFileSystem").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Import-CalicoManifest ./pki")]
    [InlineData("Import-CalicoManifest -LiteralPath ./pki")]
    [InlineData("New-CalicoEtcdSecret -CAPath ./pki -CertificatePath ./pki/calico.pem -KeyPath ./pki/calico-key.pem")]
    [InlineData("New-CalicoEtcdSecret -CAPath ./pki/ca.pem -CertificatePath ./pki -KeyPath ./pki/calico-key.pem")]
    [InlineData("New-CalicoEtcdSecret -CAPath ./pki/ca.pem -CertificatePath ./pki/calico.pem -KeyPath ./pki")]
    [InlineData("New-CalicoCerts -CAPath ./pki -CAKeyPath ./pki/ca-key.pem")]
    [InlineData("New-CalicoCerts -CAPath ./pki/ca.pem -CAKeyPath ./pki")]
    [InlineData("New-CalicoCerts -CfsslRequestPath ./pki")]
    [InlineData("New-CalicoCerts -CfsslConfigPath ./pki -Profile x")]
    public void A_folder_in_place_of_a_file_is_one_error(string command)
    {
        using var folder = new TemporaryFolder();
        var error = ModuleShell.Run($"{Begin(folder)}{command}").Failed("PathIsFolder");
        Assert.Contains("pki' is a folder", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_with_a_path_are_read_and_so_are_files_and_sets()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            ["CalicoCertificateSet", "CalicoCertificateSet", "True", "True", "ConfigMap one", "ConfigMap one"],
            ModuleShell.Run($$"""
                {{Begin(folder)}}
                function kind { $_.GetType().BaseType.Name }
                $row = [pscustomobject]@{ Path = './pki' }
                $row | Get-CalicoCerts | ForEach-Object { kind }
                Get-CalicoCerts ./pki | Get-CalicoCerts | ForEach-Object { kind }
                $row | Test-CalicoCerts -Quiet
                New-CalicoCerts | Test-CalicoCerts -Quiet
                [IO.File]::WriteAllText({{ModuleShell.Quote(folder["[1].yaml"])}}, "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: one}")
                [IO.File]::WriteAllText({{ModuleShell.Quote(folder["one.yaml"])}}, "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: one}")
                [pscustomobject]@{ Path = './o*.yaml' } | Import-CalicoManifest | ForEach-Object { "$_" }
                $file = [psobject][IO.FileInfo]::new({{ModuleShell.Quote(folder["[1].yaml"])}})
                $file.PSObject.Properties.Add([psnoteproperty]::new('PSPath', $file.FullName))
                $file | Import-CalicoManifest | ForEach-Object { "$_" }
                """).Succeeded());
    }

    [Fact]
    public void A_bad_input_of_several_does_not_keep_from_the_others()
    {
        using var folder = new TemporaryFolder();
        var result = ModuleShell.Run($$"""
            {{Begin(folder)}}
            './pki/ca.pem', './pki' | Get-CalicoCerts | ForEach-Object { 'read' }
            '10.1.0.0/16', '10.2.1.0/16', '10.3.0.0/16' | ForEach-Object { [pscustomobject]@{ PodCidr = $_ } } |
                New-CalicoManifest -Datastore Etcd | ForEach-Object { 'made' }
            """);
        Assert.Equal(["read", "made", "made"], result.Output);
        Assert.Equal(2, result.Errors.Count);
        Assert.Equal("PodCidrNotMasked", result.Errors[1].ErrorId);
    }

    [Fact]
    public void Files_stand_for_the_manifests_in_them()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            ["True", "True", "True", "True", "True", "Changed data.veth_mtu", "Changed data.veth_mtu", "Changed data.veth_mtu"],
            ModuleShell.Run($$"""
                {{Begin(folder)}}
                $plain = New-CalicoManifest v3.28.2 -Datastore Kubernetes
                $plain | Export-CalicoManifest -Path old.yaml
                $plain | Set-CalicoManifest -Mtu 1440 | Export-CalicoManifest -Path new.yaml
                $file = [IO.FileInfo]::new({{ModuleShell.Quote(folder["new.yaml"])}})
                Test-CalicoManifest ./new.yaml -Quiet
                Test-CalicoManifest ./n*.yaml -Quiet
                Test-CalicoManifest $plain, old.yaml -Quiet
                'old.yaml', $plain | Test-CalicoManifest -Quiet
                $file | Test-CalicoManifest -Quiet
                function changes { $input | ForEach-Object { "$($_.Change) $($_.Path)" } }
                Compare-CalicoManifest ./old.yaml ./new.yaml | changes
                Compare-CalicoManifest $plain $file | changes
                'new.yaml' | Compare-CalicoManifest o*.yaml | changes
                """).Succeeded());
    }

    [Theory]
    [InlineData("Test-CalicoManifest nowhere.yaml", "PathNotFound", "nowhere.yaml' does not exist")]
    [InlineData("'nowhere.yaml' | Test-CalicoManifest", "PathNotFound", "nowhere.yaml' does not exist")]
    [InlineData("Test-CalicoManifest no*.yaml", "PathNotFound", "Nothing matches 'no*.yaml'")]
    [InlineData("Test-CalicoManifest -LiteralPath no*.yaml", "PathNotFound", "no*.yaml' does not exist")]
    [InlineData("Test-CalicoManifest ./pki", "PathIsFolder", "pki' is a folder")]
    [InlineData("Test-CalicoManifest ./pki/ca.pem", "ManifestIsPem", "ca.pem' is a certificate or key")]
    [InlineData("Test-CalicoManifest 5", "ManifestInputInvalid", "A Int32 is not a manifest")]
    [InlineData("Compare-CalicoManifest (New-CalicoManifest -Datastore Etcd) nowhere.yaml", "PathNotFound", "nowhere.yaml' does not exist")]
    [InlineData("Compare-CalicoManifest nowhere.yaml (New-CalicoManifest -Datastore Etcd)", "PathNotFound", "nowhere.yaml' does not exist")]
    [InlineData("Set-CalicoManifest nowhere.yaml -Mtu 1440", "PathNotFound", "nowhere.yaml' does not exist")]
    [InlineData("ConvertTo-CalicoYaml nowhere.yaml", "PathNotFound", "nowhere.yaml' does not exist")]
    public void What_stands_for_no_manifest_is_one_error(string command, string errorId, string message)
    {
        using var folder = new TemporaryFolder();
        var error = ModuleShell.Run($"{Begin(folder)}{command}").Failed(errorId);
        Assert.Contains(message, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_keeps_from_no_other_and_is_no_success()
    {
        using var folder = new TemporaryFolder();
        var result = ModuleShell.Run($$"""
            {{Begin(folder)}}
            New-CalicoManifest v3.28.2 -Datastore Kubernetes | Export-CalicoManifest -Path good.yaml
            'good.yaml', 'nowhere.yaml', 'good.yaml' | Set-CalicoManifest -Mtu 1440 | ForEach-Object { 'set' }
            Test-CalicoManifest good.yaml, nowhere.yaml -Quiet
            Compare-CalicoManifest good.yaml nowhere.yaml | ForEach-Object { 'compared' }
            ConvertTo-CalicoYaml good.yaml, nowhere.yaml
            """);
        Assert.Equal(["set", "set", "False"], result.Output);
        Assert.Equal(["PathNotFound"], result.Errors.Select(static error => error.ErrorId).Distinct());
        Assert.Equal(4, result.Errors.Count);
    }

    [Fact]
    public void A_folder_of_certificates_stands_for_the_set_in_it()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            ["Secret kube-system/calico-etcd-secrets", "Secret kube-system/calico-etcd-secrets"],
            ModuleShell.Run($$"""
                {{Begin(folder)}}
                New-CalicoEtcdSecret ./pki | ForEach-Object { "$_" }
                New-CalicoEtcdSecret -LiteralPath pki | ForEach-Object { "$_" }
                """).Succeeded());
    }

    [Theory]
    [InlineData("Test-CalicoManifest", "PathIsText")]
    [InlineData("ConvertTo-CalicoYaml", "PathIsText")]
    [InlineData("Import-CalicoManifest", "PathIsText")]
    public void A_text_in_place_of_a_path_is_refused_and_not_shown(string command, string errorId)
    {
        var result = ModuleShell.Run($"New-CalicoCerts | New-CalicoEtcdSecret | ConvertTo-CalicoYaml | {command} | Out-Default");
        var error = result.Failed(errorId);
        Assert.Contains("multi-line string", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("LS0t", error.Text + result.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'nodrive:/x', './pki' | Get-CalicoCerts")]
    [InlineData("'nodrive:/*', './one.yaml' | Import-CalicoManifest")]
    public void A_drive_that_is_not_there_does_not_keep_from_the_others(string command)
    {
        using var folder = new TemporaryFolder();
        var result = ModuleShell.Run($$"""
            {{Begin(folder)}}
            New-CalicoManifest -Datastore Etcd | Export-CalicoManifest -Path one.yaml
            {{command}} | ForEach-Object { 'read' }
            """);
        Assert.Equal(["read"], result.Output);
        Assert.Equal("DriveNotFound", Assert.Single(result.Errors).ErrorId);
    }

    [Fact]
    public void Backticks_are_taken_as_completion_writes_them_and_literally_where_asked()
    {
        using var folder = new TemporaryFolder();
        var manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n";
        folder.Write("br [1].yaml", manifest);
        folder.Write("tick`[2`].yaml", manifest);
        Directory.CreateDirectory(folder["pki [1]"]);
        ModuleShell.Run($$"""
            {{Begin(folder)}}
            $null = Import-CalicoManifest './br `[1`].yaml'
            $null = Import-CalicoManifest -LiteralPath './br [1].yaml'
            $null = Import-CalicoManifest -LiteralPath './tick`[2`].yaml'
            $null = Test-CalicoManifest './br `[1`].yaml'
            $set = Get-CalicoCerts ./pki
            $null = $set | Export-CalicoCerts './pki `[1`]'
            $null = $set | Export-CalicoCerts -LiteralPath './pki [2]'
            $null = Get-CalicoCerts './pki `[1`]'
            $null = New-CalicoCerts './pki `[3`]'
            $null = New-CalicoCerts -CAPath './pki `[3`]/ca.pem' -CAKeyPath './pki [3]/ca-key.pem'
            $files = @{ CAPath = './pki `[1`]/ca.pem'; CertificatePath = './pki [1]/calico.pem'; KeyPath = './pki [1]/calico-key.pem' }
            $secret = New-CalicoEtcdSecret @files
            $secret | Export-CalicoManifest './out `[1`].yaml'
            $secret | Export-CalicoManifest -LiteralPath './out`[2`].yaml'
            """).Succeeded();
        string[] written = ["pki [2]/ca.pem", "pki [3]/ca.pem", "out [1].yaml", "out`[2`].yaml"];
        Assert.All(written, name => Assert.True(File.Exists(folder[name]), name));
    }

    [Fact]
    public void Brackets_are_part_of_a_name_where_there_is_no_literal_parameter()
    {
        using var folder = new TemporaryFolder();
        folder.Write("br [1].yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\ndata: {a: x}\n");
        folder.Write("br 1.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\ndata: {a: z}\n");
        Assert.Equal(
            ["x -> z", "z -> x", "z -> x", "", "x", "x", "z"],
            ModuleShell.Run($$"""
                {{Begin(folder)}}
                function changes { $input | ForEach-Object { "$($_.Old) -> $($_.New)" } }
                function value { ($input | ConvertTo-CalicoYaml) -replace '(?s).*a: "?(.).*', '$1' }
                $null = New-CalicoCerts -Path './pki [1]'
                $null = Get-CalicoCerts -LiteralPath './pki [1]' | New-CalicoEtcdSecret
                Compare-CalicoManifest './br [1].yaml' './br 1.yaml' | changes
                Compare-CalicoManifest './br 1.yaml' './br `[1`].yaml' | changes
                './br [1].yaml' | Compare-CalicoManifest './br 1.yaml' | changes
                "$(Compare-CalicoManifest './br [1].yaml' './br `[1`].yaml' | changes)"
                './br [1].yaml' | value
                './br `[1`].yaml' | value
                './br [1-2].yaml' | value
                """).Succeeded());
        Assert.True(File.Exists(folder["pki [1]/ca.pem"]));
    }

    [Theory]
    [InlineData("Import-CalicoManifest \"a`0b\"", "PathInvalid")]
    [InlineData("Import-CalicoManifest -LiteralPath \"a`0b\"", "PathInvalid")]
    [InlineData("Get-CalicoCerts \"a`0b\"", "PathInvalid")]
    [InlineData("New-CalicoCerts \"a`0b\"", "PathInvalid")]
    [InlineData("New-CalicoCerts -CfsslRequestPath \"a`0b\"", "PathInvalid")]
    [InlineData("New-CalicoManifest -Datastore Etcd | Export-CalicoManifest \"a`0b\"", "PathInvalid")]
    [InlineData("Install-Calico \"a`0b\"", "PathInvalid")]
    [InlineData("Uninstall-Calico -KubeConfig \"a`0b\"", "PathInvalid")]
    [InlineData("Import-CalicoManifest ' '", "PathInvalid")]
    [InlineData("Import-CalicoManifest 'a['", "PathNotFound")]
    [InlineData("Import-CalicoManifest ('x' * 5000)", "PathNotFound")]
    [InlineData("New-CalicoManifest -Datastore Etcd | Export-CalicoManifest ('x' * 5000)", "PathInputOutput")]
    [InlineData("New-CalicoManifest -Datastore Etcd | Export-CalicoManifest nodrive:/x", "DriveNotFound")]
    [InlineData("New-CalicoCerts nodrive:/x", "DriveNotFound")]
    [InlineData("Uninstall-Calico -KubeConfig .", "PathIsFolder")]
    [InlineData("Import-CalicoManifest https://example.org/calico.yaml", "PathIsAddress")]
    public void What_is_no_usable_path_is_one_error_with_an_id(string command, string errorId) =>
        ModuleShell.Run(command).Failed(errorId);

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error_of_writing()
    {
        var result = ModuleShell.Run("New-CalicoManifest -Datastore Etcd | Export-CalicoManifest ('x' * 300)");
        Assert.Equal("WriteError", result.Failed("PathInputOutput").Category);
    }

    private static string Begin(TemporaryFolder folder) => $"""
        $null = $ExecutionContext.SessionState.Path.SetLocation({ModuleShell.Quote(folder.Path)})
        $null = New-CalicoCerts -Path pki

        """;
}
