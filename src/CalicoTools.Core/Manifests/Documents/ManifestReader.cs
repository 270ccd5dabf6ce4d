using System.Buffers;
using System.Text;

namespace CalicoTools.Manifests.Documents;

/// <summary>Reads manifests for the shell.</summary>
public static class ManifestReader
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">An absolute path of the file system.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ManifestException">The file cannot be read, or is not a manifest.</exception>
    public static CalicoManifest ReadFile(string path) => ReadBytes(Content(path), path);

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">The content.</param>
    /// <param name="source">What errors and the manifest call it.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ManifestException">It is not a manifest.</exception>
    public static CalicoManifest ReadBytes(byte[] content, string source)
    {
        // Large arrays are costly to collect, so the text is only borrowed; it may hold a key, and does not stay behind.
        var text = ArrayPool<char>.Shared.Rent(content.Length);
        try
        {
            return Manifest.Parse(text.AsSpan(0, s_strict.GetChars(content, text)), source);
        }
        catch (DecoderFallbackException error)
        {
            throw DocumentErrors.NotUtf8(source, error);
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

    private static byte[] Content(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
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
}
