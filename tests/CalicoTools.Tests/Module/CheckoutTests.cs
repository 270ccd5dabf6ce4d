using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Module;

public sealed class CheckoutTests
{
    [Fact]
    public void The_manifest_of_the_checkout_imports_what_was_built()
    {
        var output = ModuleShell.Chosen.Run($"""
            Remove-Module CalicoTools
            Import-Module {ModuleShell.Quote(Repository.At("CalicoTools.psd1"))}
            (Get-Module CalicoTools).ModuleBase
            (Get-Command New-CalicoCerts).Name
            """).Succeeded();
        Assert.Equal([Repository.Root.TrimEnd(Path.DirectorySeparatorChar), "New-CalicoCerts"], output);
    }

    [Fact]
    public void Before_a_build_it_says_what_to_run()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.At("CalicoTools.psd1"), folder["CalicoTools.psd1"]);
        foreach (var file in Directory.GetFiles(Repository.At("src", "CalicoTools"), "*.ps1*", SearchOption.AllDirectories))
        {
            var copy = folder[Path.GetRelativePath(Repository.Root, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var error = Assert.Single(ModuleShell.Chosen.Run($"""
            Remove-Module CalicoTools
            Import-Module {ModuleShell.Quote(folder["CalicoTools.psd1"])}
            """).Errors);
        Assert.Contains("dotnet build", error.Text, StringComparison.Ordinal);
    }
}
