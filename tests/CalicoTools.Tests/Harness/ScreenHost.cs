using System.Globalization;
using System.Management.Automation.Host;

namespace CalicoTools.Tests.Harness;

/// <summary>The host of a session in this process: it shows everything as text and asks nothing.</summary>
internal sealed class ScreenHost(TextWriter screen) : PSHost
{
    public override string Name => "CalicoTools.Tests";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI { get; } = new ScreenInterface(screen);

    public override void SetShouldExit(int exitCode) => throw Unasked("to exit");

    public override void EnterNestedPrompt() => throw Unasked("for a nested prompt");

    public override void ExitNestedPrompt() => throw Unasked("to leave a nested prompt");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    internal static NotSupportedException Unasked(string what) =>
        new($"The session in the tests' process was asked {what}. Run the script with input, in a process of its own.");
}
