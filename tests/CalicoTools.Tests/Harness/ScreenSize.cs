using System.Management.Automation.Host;

namespace CalicoTools.Tests.Harness;

/// <summary>The size of the screen that a session in this process believes to have.</summary>
internal sealed class ScreenSize : PSHostRawUserInterface
{
    private const int Columns = 160;
    private const int Lines = 50;

    public override ConsoleColor BackgroundColor { get; set; }

    public override ConsoleColor ForegroundColor { get; set; }

    public override Size BufferSize { get; set; } = new(Columns, Lines);

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; }

    public override bool KeyAvailable => false;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Size MaxWindowSize => WindowSize;

    public override Coordinates WindowPosition { get; set; }

    public override Size WindowSize { get; set; } = new(Columns, Lines);

    public override string WindowTitle { get; set; } = "";

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw ScreenHost.Unasked("for its screen");

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw ScreenHost.Unasked("for a key");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw ScreenHost.Unasked("to scroll");

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw ScreenHost.Unasked("to draw");

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw ScreenHost.Unasked("to draw");
}
