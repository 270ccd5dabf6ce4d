using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Module;

public sealed class CheckoutTests
{
    [Fact]
    public void The_manifest_of_the_checkout_imports_what_was_built_with_its_help_and_no_other_module()
    {
        var output = ModuleShell.Run($$"""
            Remove-Module CalicoTools
            $before = (Get-Module).Name
            Import-Module {{ModuleShell.Quote(Repository.At("CalicoTools.psd1"))}}
            (Get-Module CalicoTools).ModuleBase
            (Get-Module).Name | Where-Object { $_ -notin $before }
            (Get-Help New-CalicoCerts).Synopsis -match 'certificate authority'
            [bool](Get-Help about_CalicoTools)
            New-CalicoCerts | Out-String | ForEach-Object Contains 'In memory'
            """).Succeeded();
        Assert.Equal([Repository.Root.TrimEnd(Path.DirectorySeparatorChar), "CalicoTools", "True", "True", "True"], output);
    }

    [Fact]
    public void What_is_staged_of_the_checkout_is_the_same_file() => Assert.All(
        ["CalicoTools.psd1", "CalicoTools.psm1", "views/CalicoTools.Format.ps1xml", "views/CalicoTools.Types.ps1xml"],
        static file => Assert.Equal(File.ReadAllBytes(Repository.At(file)), File.ReadAllBytes(Path.Combine(StagedModule.Folder, file))));

    [Fact]
    public void Before_a_build_it_says_what_to_run()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["views"]);
        foreach (var file in new[] { "CalicoTools.psd1", "CalicoTools.psm1" }.Concat(Directory.GetFiles(Repository.At("views"))))
        {
            File.Copy(Repository.At(file), folder[Path.GetRelativePath(Repository.Root, Repository.At(file))]);
        }

        var error = Assert.Single(ModuleShell.Run($"""
            Remove-Module CalicoTools
            Import-Module {ModuleShell.Quote(folder["CalicoTools.psd1"])}
            """).Errors);
        Assert.Contains("dotnet build", error.Text, StringComparison.Ordinal);
    }
}
