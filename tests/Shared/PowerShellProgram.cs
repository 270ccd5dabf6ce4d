using System.Reflection;

namespace CalicoTools.Shared;

/// <summary>The PowerShell that the project pins, as a program to start: the one of the tool manifest, without the tool's launcher.</summary>
public static class PowerShellProgram
{
    /// <summary>The program.</summary>
    public const string Name = "dotnet";

    private static readonly string s_library = Path.Combine(
        typeof(PowerShellProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static metadata => metadata.Key == "PowerShell").Value!,
        OperatingSystem.IsWindows() ? "win" : "unix",
        "pwsh.dll");

    /// <summary>The program's arguments, from those of pwsh.</summary>
    /// <param name="arguments">Such as <c>-File</c> and a path.</param>
    public static string[] Arguments(params IEnumerable<string> arguments) => ["exec", s_library, "-NoProfile", .. arguments];

    /// <summary>The program's arguments for commands of the module.</summary>
    /// <param name="commands">The commands.</param>
    public static string[] ArgumentsForModule(string commands) =>
        Arguments("-Command", $"Import-Module '{StagedModule.Manifest.Replace("'", "''", StringComparison.Ordinal)}'\n{commands}");
}
