namespace CalicoTools.Host;

/// <summary>What the console was asked to run.</summary>
/// <param name="Command">Text to run; null when there is none.</param>
/// <param name="File">A script to run; null when there is none.</param>
/// <param name="FileArguments">The script's arguments, as they were typed.</param>
public sealed record HostArguments(string? Command, string? File, IReadOnlyList<string> FileArguments)
{
    /// <summary>How the console is called.</summary>
    public const string Usage = "usage: CalicoTools.Host [-Command TEXT | [-File] SCRIPT [ARGUMENT ...]]";

    /// <summary>Reads the command line.</summary>
    /// <param name="args">The arguments of the process.</param>
    /// <returns>What to run; nothing at all means to be interactive; null when the line makes no sense.</returns>
    public static HostArguments? Parse(string[] args) => args switch
    {
        [] => new(null, null, []),
        [var option, .. var rest] when IsOption(option, "Command") => rest.Length > 0 ? new(string.Join(' ', rest), null, []) : null,
        [var option, var file, .. var rest] when IsOption(option, "File") => new(null, file, [.. rest]),
        [var option, ..] when option.StartsWith('-') => null,
        [var file, .. var rest] => new(null, file, [.. rest]),
    };

    private static bool IsOption(string argument, string name) =>
        argument.Length > 1 && argument[0] == '-' && name.StartsWith(argument[1..], StringComparison.OrdinalIgnoreCase);
}
