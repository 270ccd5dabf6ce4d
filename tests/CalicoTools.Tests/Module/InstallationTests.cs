using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Module;

/// <summary>The module as users get it: packed, published, installed, updated, uninstalled.</summary>
public sealed class InstallationTests
{
    private static readonly string s_configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    [Fact]
    public void The_package_is_installed_imported_by_name_updated_and_uninstalled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, Install-PSResource writes to the user's own folder of documents.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["home"]);
        ExternalProgram.Run(
            "dotnet", "pack", Repository.At("src", "CalicoTools"), "--no-build", "--configuration", s_configuration, "--output", folder["repository"]);
        var next = WriteNextVersion(folder);

        var result = ExternalProgram.Try(
            PowerShellProgram.Name,
            PowerShellProgram.Arguments("-File", folder.Write("test.ps1", $$"""
                $ErrorActionPreference = 'Stop'
                Register-PSResourceRepository -Name Local -Uri {{ModuleShell.Quote(folder["repository"])}} -Trusted
                Install-PSResource CalicoTools -Repository Local
                Publish-PSResource -Path {{ModuleShell.Quote(next)}} -Repository Local
                Update-PSResource CalicoTools -Repository Local
                (Get-Module CalicoTools -ListAvailable).Version -join ' '
                Import-Module CalicoTools -RequiredVersion 0.1.0
                (Get-Module CalicoTools).Version.ToString()
                (Get-Help New-CalicoCerts).Synopsis -match 'certificate authority'
                (New-CalicoCerts | New-CalicoEtcdSecret | ConvertTo-CalicoYaml) -match 'etcd-key'
                & (Get-Process -Id $PID).Path exec "$PSHOME/pwsh.dll" -NoProfile -Command '(New-CalicoCerts).Client.Subject; (Get-Module CalicoTools).Version.ToString()'
                Uninstall-PSResource CalicoTools -Version '*'
                @(Get-Module CalicoTools -ListAvailable).Count
                """)),
            input: "",
            new Dictionary<string, string?> { ["HOME"] = folder["home"], ["XDG_DATA_HOME"] = null, ["NO_COLOR"] = "1" });

        Assert.Equal("", result.Error);
        Assert.Equal(
            ["9.0.0 0.1.0", "0.1.0", "True", "True", "CN=calico", "9.0.0", "0"],
            result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static string WriteNextVersion(TemporaryFolder folder)
    {
        var copy = folder["next/CalicoTools"];
        foreach (var file in Directory.GetFiles(StagedModule.Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(StagedModule.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var manifest = Path.Combine(copy, "CalicoTools.psd1");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("'0.1.0'", "'9.0.0'", StringComparison.Ordinal));
        return copy;
    }
}
