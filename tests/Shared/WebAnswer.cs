using System.Text;

namespace CalicoTools.Shared;

/// <summary>How a <see cref="WebServer"/> answers.</summary>
/// <param name="Head">The status and the headers.</param>
/// <param name="Body">What of the body is sent.</param>
/// <param name="StaysSilent">Whether it then keeps the connection open and sends nothing more.</param>
public sealed record WebAnswer(string Head, byte[] Body, bool StaysSilent = false)
{
    /// <summary>A file.</summary>
    public static WebAnswer File(byte[] content) => new($"200 OK\r\nContent-Length: {content.Length}", content);

    /// <summary>A file.</summary>
    public static WebAnswer File(string content) => File(Encoding.UTF8.GetBytes(content));

    /// <summary>A file whose length is not told, so that it ends where the connection does.</summary>
    public static WebAnswer FileOfUnknownLength(byte[] content) => new("200 OK", content);

    /// <summary>The first half of a file, then the end of the connection.</summary>
    public static WebAnswer Cut(byte[] content) => new($"200 OK\r\nContent-Length: {content.Length}", content[..(content.Length / 2)]);

    /// <summary>The first half of a file, then nothing more.</summary>
    public static WebAnswer Slow(byte[] content) =>
        new($"200 OK\r\nContent-Length: {content.Length}", content[..(content.Length / 2)], StaysSilent: true);

    /// <summary>No answer at all, and the end of the connection.</summary>
    public static WebAnswer HangUp() => new("", []);

    /// <summary>The way to another place.</summary>
    public static WebAnswer Redirect(string location) => new($"302 Found\r\nLocation: {location}\r\nContent-Length: 0", []);

    /// <summary>A status, such as <c>500 Internal Server Error</c>, with a page that tells it.</summary>
    public static WebAnswer Status(string status) => new($"{status}\r\nContent-Length: 13", "<html></html>"u8.ToArray());

    internal async Task WriteAsync(Stream stream, CancellationToken stopping)
    {
        if (Head.Length > 0)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Head}\r\nConnection: close\r\n\r\n"), stopping);
        }

        await stream.WriteAsync(Body, stopping);
        await stream.FlushAsync(stopping);
        if (StaysSilent)
        {
            await Task.Delay(Timeout.Infinite, stopping);
        }
    }
}
