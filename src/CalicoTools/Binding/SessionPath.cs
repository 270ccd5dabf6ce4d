using System.Management.Automation;

namespace CalicoTools.Binding;

/// <summary>Makes paths absolute while a parameter is being completed.</summary>
internal static class SessionPath
{
    /// <summary>The absolute path of something that need not exist.</summary>
    /// <param name="path">A path of the session.</param>
    /// <returns>The path; null when it cannot be one.</returns>
    public static string? Absolute(string path)
    {
        // A nested pipeline, since the session's state cannot be asked directly while the prompt's pipeline is running.
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell
            .AddScript(
                """
                param($path, $unescaped)
                $session = $ExecutionContext.SessionState.Path
                $paths = foreach ($one in $path, $unescaped) { $session.GetUnresolvedProviderPathFromPSPath($one) }
                $existing = foreach ($one in $paths) { if ([IO.File]::Exists($one)) { $one } }
                $existing, $paths | ForEach-Object { $_ }
                """)
            .AddArgument(path)
            .AddArgument(WildcardPattern.Unescape(path))
            .Invoke<string>()
            .FirstOrDefault();
    }
}
