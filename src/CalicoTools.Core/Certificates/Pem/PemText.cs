using System.Security.Cryptography;
using CalicoTools.Input;

namespace CalicoTools.Certificates.Pem;

/// <summary>A PEM text split into its blocks. It may hold a key, so it is cleared when disposed of.</summary>
internal sealed class PemText : IDisposable
{
    private readonly byte[] _bytes;

    private PemText(string source, byte[] bytes)
    {
        Source = source;
        _bytes = bytes;
        Blocks = new PemSplitter(source, bytes).Split();
    }

    /// <summary>The file it comes from, or what stands for it in errors.</summary>
    public string Source { get; }

    /// <summary>Its blocks, in order.</summary>
    public IReadOnlyList<PemBlock> Blocks { get; }

    /// <summary>The text itself.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>Its blocks.</returns>
    /// <exception cref="CalicoToolsException">It cannot be read, or is malformed.</exception>
    public static PemText Load(string path, CancellationToken cancellation)
    {
        try
        {
            return new PemText(path, InputFile.ReadBytes(path, InputKind.Certificates, cancellation));
        }
        catch (UnauthorizedAccessException error)
        {
            throw PemErrors.Unreadable(path, ErrorKind.PermissionDenied, error);
        }
        catch (IOException error)
        {
            var missing = error is FileNotFoundException or DirectoryNotFoundException;
            throw PemErrors.Unreadable(path, missing ? ErrorKind.NotFound : ErrorKind.InputOutput, error);
        }
    }

    /// <summary>Splits a text that is in memory.</summary>
    /// <param name="source">What stands for the file in errors.</param>
    /// <param name="bytes">The text; it is copied.</param>
    /// <returns>Its blocks.</returns>
    /// <exception cref="CertificateException">It is malformed.</exception>
    public static PemText Parse(string source, ReadOnlySpan<byte> bytes) => new(source, bytes.ToArray());

    /// <summary>Encodes one block as OpenSSL does: 64 characters a line, LF.</summary>
    /// <param name="label">What it is.</param>
    /// <param name="content">The bytes to encode.</param>
    /// <returns>The block's text, ending in a newline.</returns>
    public static byte[] Encode(string label, ReadOnlySpan<byte> content)
    {
        var text = new char[PemEncoding.GetEncodedSize(label.Length, content.Length)];
        _ = PemEncoding.TryWrite(label, content, text, out _);
        var bytes = new byte[text.Length + 1];
        _ = System.Text.Encoding.ASCII.GetBytes(text, bytes);
        bytes[^1] = (byte)'\n';
        Array.Clear(text);
        return bytes;
    }

    /// <summary>Clears the text and what was decoded from it.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        foreach (var block in Blocks)
        {
            CryptographicOperations.ZeroMemory(block.Content);
        }
    }
}
