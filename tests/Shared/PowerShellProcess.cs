namespace CalicoTools.Shared;

/// <summary>Runs PowerShell in a process of its own.</summary>
public static class PowerShellProcess
{
    private static readonly Dictionary<string, string?> s_plain = new() { ["NO_COLOR"] = "1" };

    /// <summary>Runs pwsh.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What the user types when asked.</param>
    public static ProgramResult Run(IEnumerable<string> arguments, string input = "") =>
        ExternalProgram.Try(PowerShellProgram.Name, PowerShellProgram.Arguments(arguments), input, s_plain);

    /// <summary>Runs commands of the module.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="input">What the user types when asked.</param>
    /// <param name="environment">Variables to set, or with null to remove.</param>
    public static ProgramResult RunModule(string commands, string input = "", IReadOnlyDictionary<string, string?>? environment = null) =>
        ExternalProgram.Try(
            PowerShellProgram.Name,
            PowerShellProgram.ArgumentsForModule(commands),
            input,
            s_plain.Concat(environment ?? new Dictionary<string, string?>()).ToDictionary());
}
