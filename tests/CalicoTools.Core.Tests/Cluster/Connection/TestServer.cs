using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CalicoTools.Core.Tests.Cluster.Connection;

/// <summary>Answers requests as it is told, with or without TLS, and remembers them.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly X509Certificate2? _certificate;
    private readonly Func<string, string> _answer;
    private readonly List<string> _requests = [];

    /// <summary>Starts it.</summary>
    /// <param name="answer">Makes the answer of a request's text.</param>
    /// <param name="certificate">The certificate to show; null for no TLS.</param>
    public TestServer(Func<string, string> answer, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener = new LoopbackListener(ServeAsync, certificate);
    }

    public string Address => _listener.Address;

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>An answer in JSON.</summary>
    public static string Json(int status, string body) =>
        $"HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>What an API server answers when it refuses.</summary>
    public static string Status(int code, string message, string details = "{}") =>
        Json(code, $$"""{"kind":"Status","status":"Failure","message":"{{message}}","details":{{details}},"code":{{code}}}""");

    /// <summary>A server whose answer begins well and repeats a text for ever.</summary>
    public static LoopbackListener Endless(string repeated)
    {
        var unit = Encoding.ASCII.GetBytes(repeated);
        return new LoopbackListener(async stream =>
        {
            await ReadAsync(stream);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
            while (true)
            {
                await stream.WriteAsync(unit);
            }
        });
    }

    /// <summary>A certificate and its own authority.</summary>
    public static X509Certificate2 Certificate(TimeSpan validFor, params IEnumerable<IPAddress> addresses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("api.example");
        foreach (var address in addresses)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        using var made = request.CreateSelfSigned(now.AddDays(-10), now + validFor);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _certificate?.Dispose();
    }

    private async Task ServeAsync(Stream stream)
    {
        var request = await ReadAsync(stream);
        lock (_requests)
        {
            _requests.Add(request);
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer(request)));
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            // Somebody who speaks TLS to a server that does not.
            const byte handshake = 0x16;
            if (read == 0 || buffer[0] == handshake)
            {
                break;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}
