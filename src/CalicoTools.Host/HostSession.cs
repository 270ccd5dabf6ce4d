using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace CalicoTools.Host;

/// <summary>A session of PowerShell's engine with CalicoTools imported, talking to a terminal.</summary>
public sealed class HostSession : IDisposable
{
    // What the engine sends text through on its way to a native command; its own is in a module that is not here.
    private const string OutString = "param([switch] $Stream) process { \"$_\" }";

    private readonly Terminal _terminal;
    private readonly EngineHost _host;
    private readonly Runspace _runspace;
    private readonly Lock _gate = new();
    private PowerShell? _running;

    private HostSession(Terminal terminal, EngineHost host, Runspace runspace)
    {
        _terminal = terminal;
        _host = host;
        _runspace = runspace;
    }

    /// <summary>Whether the session was asked to end.</summary>
    public bool ShouldExit => _host.ExitCode is not null;

    /// <summary>The code the session was asked to end with; 0 until then.</summary>
    public int ExitCode => _host.ExitCode ?? 0;

    /// <summary>The engine's runspace.</summary>
    public Runspace Runspace => _runspace;

    /// <summary>Opens a session in the current directory and imports the staged module.</summary>
    /// <param name="terminal">Where it reads from and writes to.</param>
    /// <returns>The session.</returns>
    public static HostSession Create(Terminal terminal)
    {
        // Without a session state of this kind the engine asks for the console host's DLL, which is not there.
        var host = new EngineHost(terminal);
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateFunctionEntry("Out-String", OutString));
        var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        var session = new HostSession(terminal, host, runspace);
        session.Invoke(shell => shell.AddCommand("Import-Module").AddParameter("Name", StagedModule.Find()));
        return session;
    }

    /// <summary>Runs text as if it were typed at a prompt.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The exit code: N of <c>exit N</c>, 1 when the last command failed, otherwise 0.</returns>
    public int RunCommand(string text)
    {
        var ended = Invoke(shell => shell.AddScript(text));
        return _host.ExitCode ?? (ended && LastCommandSucceeded ? 0 : 1);
    }

    /// <summary>Runs a script file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="arguments">Its arguments, as they were typed: <c>-Name value</c>, <c>-Switch</c>, or values alone.</param>
    /// <returns>The exit code: N of <c>exit N</c>, 1 when the script could not be run or ended by an error, otherwise 0.</returns>
    public int RunFile(string path, IReadOnlyList<string> arguments)
    {
        var file = Path.GetFullPath(path);
        if (!File.Exists(file))
        {
            _host.UI.WriteErrorLine($"The script '{path}' does not exist.");
            return 64;
        }

        var tree = Parser.ParseFile(file, out _, out var errors);
        foreach (var error in errors)
        {
            _host.UI.WriteErrorLine($"{file}:{error.Extent.StartLineNumber}:{error.Extent.StartColumnNumber}: {error.Message}");
        }

        if (errors.Length > 0)
        {
            return 1;
        }

        // As a function, not as the file: then 'exit N' ends the session and a wrong argument is an error, as under pwsh -File.
        var name = Path.GetFileName(file);
        _runspace.SessionStateProxy.InvokeProvider.Item.Set($"function:global:{name}", tree.GetScriptBlock());
        var (named, positional) = ScriptArguments.Bind(tree, arguments);
        var ended = Invoke(shell => positional.Aggregate(
            shell.AddCommand(name).AddParameters(named),
            static (command, argument) => command.AddArgument(argument)));
        return _host.ExitCode ?? (ended ? 0 : 1);
    }

    /// <summary>Stops what is running; used when the user presses Ctrl-C.</summary>
    /// <returns>Whether something was running.</returns>
    public bool Stop()
    {
        PowerShell? running;
        lock (_gate)
        {
            running = _running;
        }

        running?.BeginStop(null, null);
        return running is not null;
    }

    /// <summary>Closes the session.</summary>
    public void Dispose() => _runspace.Dispose();

    /// <summary>The text of a prompt, with the session's location.</summary>
    /// <returns>Such as <c>PS /home/me> </c>.</returns>
    public string Prompt() => $"PS {_runspace.SessionStateProxy.Path.CurrentLocation}> ";

    private bool LastCommandSucceeded => _runspace.SessionStateProxy.GetVariable("?") is true;

    private bool Invoke(Func<PowerShell, PowerShell> compose)
    {
        using var shell = PowerShell.Create(_runspace);
        ShowWithErrors(compose(shell));
        lock (_gate)
        {
            _running = shell;
        }

        try
        {
            // The engine keeps $? for the next pipeline only of what goes to the history.
            shell.Invoke(Array.Empty<object>(), new PSInvocationSettings { AddToHistory = true });
            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException error)
        {
            ShowError(error.ErrorRecord);
            return false;
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
            }
        }
    }

    private void ShowError(ErrorRecord error)
    {
        // Formatted as output, since a cmdlet that wrote it again would replace the place it happened at by its own.
        using var shell = PowerShell.Create(_runspace);
        _terminal.OutputGoesAside = true;
        shell.AddCommand("Out-Default").AddParameter("InputObject", error).Invoke();
        _terminal.OutputGoesAside = false;
    }

    private static PowerShell ShowWithErrors(PowerShell shell)
    {
        shell.AddCommand("Out-Default");
        shell.Commands.Commands[^1].MergeUnclaimedPreviousCommandResults = PipelineResultTypes.Error | PipelineResultTypes.Output;
        return shell;
    }
}
