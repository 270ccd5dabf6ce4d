namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>Runs commands of the staged module, as a user does.</summary>
internal static class ModuleHost
{
    /// <summary>Runs commands and expects them to succeed.</summary>
    /// <returns>What they show.</returns>
    public static string Run(string commands)
    {
        var result = Try(commands);
        Assert.True(result.ExitCode == 0, $"{commands}\n{result.Output}\n{result.Error}");
        return result.Output;
    }

    /// <summary>Runs commands and tells how they ended.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="input">What the user types when asked.</param>
    /// <param name="environment">Variables to set, or with null to remove.</param>
    public static ProgramResult Try(string commands, string input = "", IReadOnlyDictionary<string, string?>? environment = null) =>
        PowerShellProcess.RunModule(commands, input, environment);
}
