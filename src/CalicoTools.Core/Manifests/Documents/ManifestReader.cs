using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using CalicoTools.Input;

namespace CalicoTools.Manifests.Documents;

/// <summary>Reads manifests for the shell.</summary>
public static class ManifestReader
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Reads a file.</summary>
    /// <param name="path">An absolute path of the file system.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="CalicoToolsException">The file cannot be read, or is not a manifest.</exception>
    public static CalicoManifest ReadFile(string path, CancellationToken cancellation)
    {
        var content = Content(path, cancellation);
        try
        {
            return ReadBytes(content, path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">The content: UTF-8, or UTF-16 with a byte order mark.</param>
    /// <param name="source">What errors and the manifest call it.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ManifestException">It is not a manifest.</exception>
    public static CalicoManifest ReadBytes(byte[] content, string source)
    {
        // Large arrays are costly to collect, so the text is only borrowed; it may hold a key, and does not stay behind.
        var text = ArrayPool<char>.Shared.Rent(content.Length);
        try
        {
            // What is UTF-8 is written back byte for byte, its mark too.
            var (encoding, markLength) = InputText.EncodingOf(content);
            var length = encoding.GetChars(content.AsSpan(encoding is UTF8Encoding ? 0 : markLength), text);
            return Manifest.Parse(text.AsSpan(0, WithoutInnerMarks(text.AsSpan(0, length))), source);
        }
        catch (DecoderFallbackException error)
        {
            throw DocumentErrors.NotUtf8(new TextPosition(source, InputText.LineOf(error, content), 1), error);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text, clearArray: true);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="source">What errors and the manifest call it.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ManifestException">It is not a manifest.</exception>
    public static CalicoManifest ReadText(string text, string source) => Manifest.Parse(text, source);

    private static byte[] Content(string path, CancellationToken cancellation)
    {
        try
        {
            return InputFile.ReadBytes(path, InputKind.Manifest, cancellation);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DocumentErrors.NotFound(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DocumentErrors.Unreadable(path, error);
        }
    }

    // Files that were joined have marks in the middle. kubectl stumbles over them, so they are not written back either.
    private static int WithoutInnerMarks(Span<char> text)
    {
        if (text.LastIndexOf(ByteOrderMark) <= 0)
        {
            return text.Length;
        }

        var length = 0;
        var isAfterSeparator = false;
        for (var at = 0; at < text.Length;)
        {
            var line = text[at..];
            line = line[..(line.IndexOf('\n') is var end and >= 0 ? end + 1 : line.Length)];
            var isMark = at > 0 && line.StartsWith(ByteOrderMark) && (isAfterSeparator || line[1..] is ['#', ..] or ['-', '-', '-', ..]);
            var kept = isMark ? line[1..] : line;
            isAfterSeparator = kept.StartsWith("---");
            at += line.Length;
            kept.CopyTo(text[length..]);
            length += kept.Length;
        }

        return length;
    }
}
