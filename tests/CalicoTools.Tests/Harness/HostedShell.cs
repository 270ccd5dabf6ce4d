using System.Management.Automation;
using CalicoTools.Host;

namespace CalicoTools.Tests.Harness;

/// <summary>The engine as the project's own host runs it, in this process.</summary>
internal sealed class HostedShell : ModuleShell
{
    public override ShellResult Run(string script, string input = "")
    {
        using var screen = new StringWriter();
        using var terminal = new Terminal(new StringReader(input), TextWriter.Synchronized(screen), TextWriter.Synchronized(screen));
        using var session = HostSession.Create(terminal);
        using var shell = PowerShell.Create(session.Runspace);
        var lines = shell.AddScript(Wrap(script)).Invoke<string>();
        return ShellResult.Read([.. lines, .. screen.ToString().Split('\n')], Mark);
    }

    public override ProgramResult RunAlone(string command) => HostProcess.Run(["-Command", command]);

    public override string ToString() => "hosted";
}
