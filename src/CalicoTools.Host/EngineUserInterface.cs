using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace CalicoTools.Host;

/// <summary>Shows the engine's streams on the terminal and puts its questions to the user.</summary>
internal sealed class EngineUserInterface(Terminal terminal) : PSHostUserInterface
{
    private readonly EngineRawUserInterface _raw = new(terminal);

    public override PSHostRawUserInterface RawUI => _raw;

    public override bool SupportsVirtualTerminal { get; } =
        terminal.IsInteractive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public override string ReadLine() => terminal.Input.ReadLine()
        ?? throw new PSInvalidOperationException(
            "The session waits for an answer, but there is no more input. Give the value as a parameter.");

    public override SecureString ReadLineAsSecureString()
    {
        var secret = new SecureString();
        if (Console.IsInputRedirected || !ReferenceEquals(terminal.Input, Console.In))
        {
            ReadLine().ToList().ForEach(secret.AppendChar);
            return secret;
        }

        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                secret.AppendChar(key.KeyChar);
            }
            else if (secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
        }

        terminal.Write(Environment.NewLine);
        return secret;
    }

    public override void Write(string value) => terminal.Write(Plain(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => terminal.Write(Plain(value) + Environment.NewLine);

    public override void WriteErrorLine(string value) => terminal.WriteAside(Plain(value));

    public override void WriteWarningLine(string message) => terminal.WriteAside(Plain($"WARNING: {message}"));

    public override void WriteVerboseLine(string message) => terminal.WriteAside(Plain($"VERBOSE: {message}"));

    public override void WriteDebugLine(string message) => terminal.WriteAside(Plain($"DEBUG: {message}"));

    public override void WriteProgress(long sourceId, ProgressRecord record) => terminal.WriteProgress(
        record.RecordType == ProgressRecordType.Completed ? "" : $"{record.Activity}: {record.StatusDescription}");

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Introduce(caption, message);
        return descriptions.ToDictionary(static field => field.Name, field =>
        {
            terminal.Write($"{field.Name}: ");
            return PSObject.AsPSObject(
                field.ParameterTypeFullName == typeof(SecureString).FullName ? ReadLineAsSecureString() : ReadLine());
        });
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Introduce(caption, message);
        var letters = choices.Select(static choice => Letter(choice.Label)).ToList();
        var labels = choices.Select(
            static (choice, _) => $"[{Letter(choice.Label)}] {choice.Label.Replace("&", "", StringComparison.Ordinal)}");
        while (true)
        {
            terminal.Write($"{string.Join("  ", labels)}{(defaultChoice < 0 ? "" : $" (default is \"{letters[defaultChoice]}\")")}: ");
            var answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            var chosen = letters.FindIndex(letter => letter.Equals(answer, StringComparison.OrdinalIgnoreCase));
            if (chosen >= 0)
            {
                return chosen;
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        Introduce(caption, message);
        terminal.Write("User: ");
        var user = ReadLine();
        terminal.Write("Password: ");
        return new PSCredential(user, ReadLineAsSecureString());
    }

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => PromptForCredential(caption, message, userName, targetName);

    private static string Letter(string label)
    {
        var mark = label.IndexOf('&', StringComparison.Ordinal);
        return mark < 0 || mark + 1 == label.Length ? label : label.Substring(mark + 1, 1).ToUpperInvariant();
    }

    // Out-Default sends colour codes even to a host that says it has no virtual terminal.
    private string Plain(string value) => GetOutputString(value, SupportsVirtualTerminal);

    private void Introduce(string caption, string message)
    {
        foreach (var line in new[] { caption, message }.Where(static line => !string.IsNullOrEmpty(line)))
        {
            WriteLine(line);
        }
    }
}
