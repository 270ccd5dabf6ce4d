namespace CalicoTools.Tests.Harness;

/// <summary>The project's host in a process of its own.</summary>
internal static class HostProcess
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "CalicoTools.Host.dll");

    public static ProgramResult Run(IReadOnlyList<string> arguments, string input = "") =>
        ExternalProgram.Try("dotnet", ["exec", Program, .. arguments], input);
}
