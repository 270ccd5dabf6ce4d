using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace CalicoTools.Tests.Harness;

/// <summary>Writes what a session shows to a text, without colours.</summary>
internal sealed class ScreenInterface(TextWriter screen) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new ScreenSize();

    public override bool SupportsVirtualTerminal => false;

    public override void Write(string value) => screen.Write(GetOutputString(value, SupportsVirtualTerminal));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + '\n');

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteWarningLine(string message) => WriteLine($"WARNING: {message}");

    public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");

    public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine() => throw ScreenHost.Unasked("for a line");

    public override SecureString ReadLineAsSecureString() => throw ScreenHost.Unasked("for a secret");

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw ScreenHost.Unasked(message);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw ScreenHost.Unasked(message);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw ScreenHost.Unasked(message);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw ScreenHost.Unasked(message);
}
