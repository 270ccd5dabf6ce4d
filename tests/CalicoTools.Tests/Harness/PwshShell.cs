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
        var result = Run(["-File", folder.Write("script.ps1", Imported(Wrap(script)))], input);
        return ShellResult.Read($"{result.Output}\n{result.Error}".Split('\n').Select(static line => line.TrimEnd('\r')), Mark);
    }

    public override ProgramResult RunAlone(string command) => Run(["-Command", Imported(command)]);

    public override string ToString() => "pwsh";

    private static string Imported(string script) => $"Import-Module {Quote(StagedModule.Find())}\n{script}";

    private ProgramResult Run(IReadOnlyList<string> arguments, string input = "") => ExternalProgram.Try(
        program, ["-NoProfile", .. arguments], input, new Dictionary<string, string?> { ["NO_COLOR"] = "1" });
}
