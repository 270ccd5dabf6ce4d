namespace CalicoTools.Host;

/// <summary>The streams a session reads from and writes to.</summary>
/// <param name="input">What the user types.</param>
/// <param name="output">Output.</param>
/// <param name="error">Errors, warnings, verbose and debug messages and progress, so that output stays clean for a pipe.</param>
public sealed class Terminal(TextReader input, TextWriter output, TextWriter error) : IDisposable
{
    private const int WidthWithoutWindow = 160;

    private int _progressWidth;

    /// <summary>What the user types.</summary>
    public TextReader Input => input;

    /// <summary>Whether a person sees the output.</summary>
    public bool IsInteractive { get; } = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>Whether a person sees the errors and the progress.</summary>
    public bool ShowsProgress { get; } = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>Whether output is written beside the output, as errors are.</summary>
    public bool OutputGoesAside { get; set; }

    /// <summary>How many characters fit into a line.</summary>
    public int Width => IsInteractive && Console.WindowWidth > 0 ? Console.WindowWidth : WidthWithoutWindow;

    /// <summary>Writes output as it is.</summary>
    /// <param name="text">The text.</param>
    public void Write(string text)
    {
        EndProgress();
        var writer = OutputGoesAside ? error : output;
        writer.Write(text);
        writer.Flush();
    }

    /// <summary>Writes a line beside the output.</summary>
    /// <param name="text">The text.</param>
    public void WriteAside(string text)
    {
        EndProgress();
        error.WriteLine(text);
        error.Flush();
    }

    /// <summary>Shows progress in the current line of the terminal, over what it showed before.</summary>
    /// <param name="text">The text; empty removes the line.</param>
    public void WriteProgress(string text)
    {
        if (!ShowsProgress)
        {
            return;
        }

        var line = text.Length < Width ? text : text[..(Width - 1)];
        error.Write($"\r{line.PadRight(_progressWidth)}{(line.Length == 0 ? "\r" : "")}");
        error.Flush();
        _progressWidth = line.Length;
    }

    /// <summary>Takes progress off the screen.</summary>
    public void Dispose() => EndProgress();

    private void EndProgress()
    {
        if (_progressWidth > 0)
        {
            WriteProgress("");
        }
    }
}
