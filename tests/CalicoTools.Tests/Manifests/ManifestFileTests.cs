using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Manifests;

/// <summary>Import-CalicoManifest, Export-CalicoManifest and ConvertTo-CalicoYaml as users call them.</summary>
public sealed class ManifestFileTests
{
    private const string Thing = "apiVersion: v1\nkind: ConfigMap\nmetadata: # why\n  name: one\n";
    private const string Secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: two\ndata:\n  k: czNjcjN0\n";

    [Fact]
    public void Files_are_imported_by_wildcard_and_literally()
    {
        using var folder = Folder();
        File.Copy(folder["one.yaml"], folder["[1].yaml"]);
        Assert.Equal(
            ["ConfigMap one", "Secret two", "ConfigMap one", "ConfigMap one", "Secret two"],
            ModuleShell.Run($$"""
                Import-CalicoManifest {{folder["o*.yaml"]}}, {{folder["tw[a-z].yaml"]}} | ForEach-Object { "$_" }
                Import-CalicoManifest -LiteralPath {{ModuleShell.Quote(folder["[1].yaml"])}} | ForEach-Object { "$_" }
                [System.IO.FileInfo]::new({{ModuleShell.Quote(folder["one.yaml"])}}), {{ModuleShell.Quote(folder["two.yaml"])}} |
                    Import-CalicoManifest | ForEach-Object { "$_" }
                """).Succeeded());
    }

    [Fact]
    public void A_file_that_is_no_manifest_is_an_error_with_its_place_and_the_others_are_read()
    {
        using var folder = Folder();
        folder.Write("bad.yaml", Thing + "a: b: c\n");
        var result = ModuleShell.Run($$"""
            'bad.yaml', 'one.yaml' | ForEach-Object { {{ModuleShell.Quote(folder.Path)}} + '/' + $_ } |
                Import-CalicoManifest | ForEach-Object { "$_" }
            """);
        var error = result.Failed("ManifestSyntax");
        Assert.Contains("bad.yaml:5:5: ", error.Text, StringComparison.Ordinal);
        Assert.Equal("InvalidData", error.Category);
        Assert.Equal(["ConfigMap one"], result.Output);
    }

    [Theory]
    [InlineData("./none.yaml", "PathNotFound")]
    [InlineData("./none*.yaml", "PathNotFound")]
    [InlineData("Env:PATH", "PathNotFileSystem")]
    [InlineData(".", "PathIsFolder")]
    public void What_cannot_be_read_is_an_error(string path, string errorId) =>
        ModuleShell.Run($"Import-CalicoManifest {path}").Failed(errorId);

    [Theory]
    [InlineData("new/", "PathNamesFolder")]
    [InlineData("new/deeper/", "PathNamesFolder")]
    [InlineData("one.yaml/", "PathNamesFolder")]
    [InlineData("one.yaml/x.yaml", "PathIsFile")]
    [InlineData("one.yaml/deeper/x.yaml", "PathIsFile")]
    public void What_cannot_be_a_file_is_refused_and_nothing_is_made(string path, string errorId)
    {
        using var folder = Folder();
        var before = Directory.GetFileSystemEntries(folder.Path);
        ModuleShell.Run($"""
            Import-CalicoManifest {folder["one.yaml"]} | Export-CalicoManifest -Force -Path {ModuleShell.Quote($"{folder.Path}/{path}")}
            """).Failed(errorId);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void An_export_keeps_every_character_and_is_refused_over_a_file_without_Force()
    {
        using var folder = Folder();
        ModuleShell.Run($"Import-CalicoManifest {folder["one.yaml"]} | Export-CalicoManifest -Path {folder["new/out.yaml"]}")
            .Succeeded();
        Assert.Equal(Thing, File.ReadAllText(folder["new/out.yaml"]));
        var error = ModuleShell.Run($"Import-CalicoManifest {folder["two.yaml"]} | Export-CalicoManifest {folder["new/out.yaml"]}")
            .Failed("FileExists");
        Assert.Contains("-Force", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(Thing, File.ReadAllText(folder["new/out.yaml"]));
        ModuleShell.Run($"Import-CalicoManifest {folder["two.yaml"]} | Export-CalicoManifest {folder["new/out.yaml"]} -Force")
            .Succeeded();
        Assert.Equal(Secret, File.ReadAllText(folder["new/out.yaml"]));
    }

    [Fact]
    public void A_file_with_a_Secret_s_data_is_the_user_s_alone()
    {
        using var folder = Folder();
        ModuleShell.Run($"""
            Import-CalicoManifest {folder["one.yaml"]}, {folder["two.yaml"]} | Export-CalicoManifest {folder["both.yaml"]}
            """).Succeeded();
        Assert.Equal(Thing + "---\n" + Secret, File.ReadAllText(folder["both.yaml"]));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["both.yaml"]));
        }
    }

    [Fact]
    public void WhatIf_tells_the_file_and_the_objects_but_writes_nothing()
    {
        using var folder = Folder();
        var result = ModuleShell.Run(
            $"Import-CalicoManifest {folder["two.yaml"]} | Export-CalicoManifest {folder["out.yaml"]} -WhatIf");
        result.Succeeded();
        Assert.Contains("Secret two", result.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("czNjcjN0", result.Everything, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.yaml"]));
    }

    [Fact]
    public void A_path_property_in_the_pipeline_does_not_name_the_file_to_write()
    {
        using var folder = Folder();
        var error = ModuleShell.Run($$"""
            [pscustomobject]@{ Path = {{ModuleShell.Quote(folder["out.yaml"])}} } | Export-CalicoManifest -Path {{folder["other.yaml"]}}
            """).Failed("InputObjectNotBound");
        Assert.NotEmpty(error.Text);
        Assert.False(File.Exists(folder["out.yaml"]) || File.Exists(folder["other.yaml"]));
    }

    [Fact]
    public void Several_manifests_become_one_text_that_kubectl_reads()
    {
        using var folder = Folder();
        var text = Assert.Single(ModuleShell.Run($"""
            Import-CalicoManifest {folder["two.yaml"]}, {folder["one.yaml"]}, {folder["three.yaml"]} | ConvertTo-CalicoYaml
            """).Succeeded());
        Assert.Equal(Secret + "---\n" + Thing + "---\n# three\n" + Thing, text);
        var read = ExternalProgram.Run("kubectl", "annotate", "--local", "-f", folder.Write("all.yaml", text), "checked=yes", "-o", "name");
        Assert.Equal(["secret/two", "configmap/one", "configmap/one"], read.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void The_default_view_shows_what_it_is_and_not_what_is_in_it()
    {
        using var folder = Folder();
        var screen = ModuleShell.Run($"""
            Import-CalicoManifest {folder["two.yaml"]} | Out-Default
            New-CalicoManifest v3.21.2 -Datastore Etcd | Out-Default
            """).Everything;
        Assert.Matches(@"Source\s+Version\s+Datastore\s+Variant\s+Resources", screen);
        Assert.Matches(@"two\.yaml\s+1\b", screen);
        Assert.Matches(@"built-in\s+v3\.21\.2\s+Etcd\s+Default\s+11\b", screen);
        Assert.DoesNotContain("czNjcjN0", screen, StringComparison.Ordinal);
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        folder.Write("one.yaml", Thing);
        folder.Write("two.yaml", Secret);
        folder.Write("three.yaml", "---\n# three\n" + Thing);
        return folder;
    }
}
