namespace CalicoTools.Tests.Harness;

/// <summary>A PowerShell with the staged module in which a test's script runs as a user's would.</summary>
public abstract class ModuleShell
{
    private protected const string Mark = "@@";

    /// <summary>
    /// The shell to test in: the project's own host, or a real pwsh when the environment variable CALICOTOOLS_SHELL says pwsh.
    /// </summary>
    public static ModuleShell Chosen { get; } = Environment.GetEnvironmentVariable("CALICOTOOLS_SHELL") == "pwsh"
        ? PwshShell.Find() ?? throw new InvalidOperationException("There is no pwsh on the PATH.")
        : new HostedShell();

    /// <summary>
    /// Runs a script and reports each stream. Scripts use the language and .NET only, since the host has no other module.
    /// </summary>
    /// <param name="script">The script.</param>
    /// <param name="input">What the user types when asked.</param>
    public abstract ShellResult Run(string script, string input = "");

    /// <summary>Runs a command in a new process, in which nothing else was loaded, and tells what it showed.</summary>
    /// <param name="command">The command; the module is imported.</param>
    public abstract ProgramResult RunAlone(string command);

    /// <summary>Quotes text as a PowerShell literal.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The script, wrapped so that every record of every stream becomes one marked line.</summary>
    private protected static string Wrap(string script) => $$"""
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
