using System.Management.Automation.Language;

namespace CalicoTools.Host;

/// <summary>What is typed at a prompt.</summary>
internal static class StatementText
{
    /// <summary>Tells whether more lines are needed.</summary>
    /// <param name="text">What has been typed so far.</param>
    /// <returns>True when it ends within a block, a string or a pipeline.</returns>
    public static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return errors.Any(static error => error.IncompleteInput);
    }
}
