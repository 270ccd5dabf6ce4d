using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace CalicoTools.Tests.Harness;

/// <summary>A PowerShell with the staged module in which a test's script runs as a user's would.</summary>
internal static class ModuleShell
{
    private const string Mark = "@@";

    /// <summary>Opens a session of the full engine in this process, with the module imported.</summary>
    /// <param name="screen">Receives what the session shows.</param>
    public static Runspace Open(TextWriter screen)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(StagedModule.Manifest);
        var runspace = RunspaceFactory.CreateRunspace(new ScreenHost(screen), state);
        runspace.Open();
        return runspace;
    }

    /// <summary>
    /// Runs a script and reports each stream: in this process or, where it asks something, in one of its own.
    /// </summary>
    /// <param name="script">The script.</param>
    /// <param name="input">What the user types when asked.</param>
    public static ShellResult Run(string script, string input = "") => input.Length > 0 ? RunApart(script, input) : RunHere(script);

    /// <summary>Runs a command in a new process, in which nothing else was loaded, and tells what it showed.</summary>
    /// <param name="command">The command; the module is imported.</param>
    public static ProgramResult RunAlone(string command) => PowerShellProcess.RunModule(command);

    /// <summary>Quotes text as a PowerShell literal.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static ShellResult RunHere(string script)
    {
        using var screen = new StringWriter();
        using var runspace = Open(TextWriter.Synchronized(screen));
        using var shell = PowerShell.Create(runspace);
        var lines = shell.AddScript(Wrap(script)).Invoke<string>();
        return ShellResult.Read([.. lines, .. screen.ToString().Split('\n')], Mark);
    }

    private static ShellResult RunApart(string script, string input)
    {
        var result = PowerShellProcess.RunModule(Wrap(script), input);
        return ShellResult.Read($"{result.Output}\n{result.Error}".Split('\n').Select(static line => line.TrimEnd('\r')), Mark);
    }

    /// <summary>The script, wrapped so that every record of every stream becomes one marked line.</summary>
    private static string Wrap(string script) => $$"""
        function encode { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$args")) }
        function record($record) {
            if ($record -is [System.Management.Automation.ErrorRecord]) {
                $id = $record.FullyQualifiedErrorId.Split(',')[0]
                '{{Mark}}' + ((encode 'error'), (encode $record.ToString()), (encode $id), (encode $record.CategoryInfo.Category),
                    (encode $record.TargetObject), (encode $record.ErrorDetails.RecommendedAction) -join ' ')
            }
            else {
                $stream = switch ($record) {
                    { $_ -is [System.Management.Automation.WarningRecord] } { 'warning'; break }
                    { $_ -is [System.Management.Automation.VerboseRecord] } { 'verbose'; break }
                    { $_ -is [System.Management.Automation.DebugRecord] } { 'debug'; break }
                    { $_ -is [System.Management.Automation.InformationRecord] } { 'information'; break }
                    default { 'output' }
                }
                '{{Mark}}' + ((encode $stream), (encode $record) -join ' ')
            }
        }
        try {
            & {
        {{script}}
            } *>&1 | ForEach-Object { record $_ }
        }
        catch {
            record $_
        }
        """;
}
