namespace CalicoTools.Tests.Harness;

/// <summary>The project's host in a process of its own.</summary>
internal static class HostProcess
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "CalicoTools.Host.dll");

    public static ProgramResult Run(IReadOnlyList<string> arguments, string input = "") =>
        ExternalProgram.Try("dotnet", ["exec", s_program, .. arguments], input);
}
