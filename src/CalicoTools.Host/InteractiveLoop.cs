namespace CalicoTools.Host;

/// <summary>Reads a line, runs it, and so on until <c>exit</c> or the end of input.</summary>
internal sealed class InteractiveLoop(HostSession session, Terminal terminal)
{
    /// <summary>Runs until the user leaves.</summary>
    /// <returns>N of <c>exit N</c>, otherwise 0.</returns>
    public int Run()
    {
        while (!session.ShouldExit)
        {
            terminal.Write(session.Prompt());
            if (ReadStatement() is not { } text)
            {
                break;
            }

            session.RunCommand(text);
        }

        return session.ExitCode;
    }

    private string? ReadStatement()
    {
        var text = terminal.Input.ReadLine();
        while (text is not null && StatementText.IsIncomplete(text))
        {
            terminal.Write(">> ");
            if (terminal.Input.ReadLine() is not { } more)
            {
                break;
            }

            text += Environment.NewLine + more;
        }

        return text;
    }
}
