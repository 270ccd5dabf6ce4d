using System.Globalization;
using System.Management.Automation.Host;

namespace CalicoTools.Host;

/// <summary>Stands between PowerShell's engine and the terminal.</summary>
internal sealed class EngineHost(Terminal terminal) : PSHost
{
    /// <summary>The code of <c>exit</c>; null until it is called.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "CalicoTools.Host";

    public override Version Version { get; } = typeof(EngineHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI { get; } = new EngineUserInterface(terminal);

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() =>
        throw new NotSupportedException("This console has no nested prompt. Answer the question another way.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This console has no nested prompt.");

    public override void NotifyBeginApplication()
    {
        // A native command owns the terminal while it runs; there is nothing to save.
    }

    public override void NotifyEndApplication()
    {
        // As above: nothing to restore.
    }
}
