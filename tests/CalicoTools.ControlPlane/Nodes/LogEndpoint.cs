using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Web;
using CalicoTools.Shared;

namespace CalicoTools.ControlPlane.Nodes;

/// <summary>Where the API server asks for the logs of containers, as it asks a kubelet. One for all nodes.</summary>
internal sealed class LogEndpoint : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly X509Certificate2 _certificate;
    private readonly Func<LogRequest, (bool Found, string Text)> _answer;

    /// <summary>Listens.</summary>
    /// <param name="pair">With what it shows who it is.</param>
    /// <param name="answer">Gives a container's log, or says why there is none.</param>
    public LogEndpoint((string Certificate, string Key) pair, Func<LogRequest, (bool Found, string Text)> answer)
    {
        _certificate = X509Certificate2.CreateFromPemFile(pair.Certificate, pair.Key);
        _answer = answer;
        _listener = new LoopbackListener(ServeAsync, _certificate);
    }

    public int Port => _listener.Port;

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task ServeAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        var first = await reader.ReadLineAsync() ?? "";
        while (!string.IsNullOrEmpty(await reader.ReadLineAsync()))
        {
        }

        var (found, text) = Answer(first);
        var body = Encoding.UTF8.GetBytes(text);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {(found ? "200 OK" : "400 Bad Request")}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
    }

    // GET /containerLogs/NAMESPACE/POD/CONTAINER?tailLines=1 HTTP/1.1
    private (bool Found, string Text) Answer(string request)
    {
        var target = request.Split(' ') is [_, var asked, ..] ? asked.Split('?') : [""];
        var query = HttpUtility.ParseQueryString(target.ElementAtOrDefault(1) ?? "");
        if (target[0].Split('/') is not ["", "containerLogs", var space, var pod, var container])
        {
            return (false, $"A fake kubelet knows no '{request}'.");
        }

        var (found, text) = _answer(new LogRequest(space, pod, container, query["previous"] == "true"));
        if (found && int.TryParse(query["tailLines"], CultureInfo.InvariantCulture, out var lines))
        {
            text = string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines).Select(static line => line + '\n'));
        }

        // Counted from the start of the tail, so that its end is cut off.
        return found && int.TryParse(query["limitBytes"], CultureInfo.InvariantCulture, out var bytes) && bytes < text.Length
            ? (true, text[..bytes])
            : (found, text);
    }
}
