using CalicoTools.Host;

namespace CalicoTools.Tests.Harness;

/// <summary>A real pwsh, in a process of its own.</summary>
internal sealed class PwshShell(string program) : ModuleShell
{
    /// <summary>The pwsh on the PATH; null where there is none.</summary>
    public static PwshShell? Find()
    {
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return program is null ? null : new(program);
    }

    public override ShellResult Run(string script, string input = "")
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("script.ps1", $"Import-Module {Quote(StagedModule.Find())}\n{Wrap(script)}");
        var result = ExternalProgram.Try(
            program, ["-NoProfile", "-File", file], input, new Dictionary<string, string?> { ["NO_COLOR"] = "1" });
        return ShellResult.Read($"{result.Output}\n{result.Error}".Split('\n').Select(static line => line.TrimEnd('\r')), Mark);
    }

    public override string ToString() => "pwsh";
}
