using System.Security.Cryptography;
using CalicoTools.Files;
using Microsoft.Win32.SafeHandles;

namespace CalicoTools.Input;

/// <summary>
/// The way in for every file: a regular one, not larger than its kind may be, read without waiting for what never comes. A symbolic
/// link that a user names is followed, since Kubernetes mounts Secrets as links.
/// </summary>
/// <remarks>
/// The system's refusals (not there, not permitted, disk faults) are thrown as .NET's own exceptions: the caller says what the file
/// was for.
/// </remarks>
internal static class InputFile
{
    private const int ChunkLength = 64 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>All of its bytes. They may be secret; the caller clears them.</returns>
    /// <exception cref="PathException">It is not a regular file, or too large.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read it.</exception>
    public static byte[] ReadBytes(string path, InputKind kind, CancellationToken cancellation)
    {
        using var file = Open(path);
        return ReadAll(file, path, kind, cancellation);
    }

    /// <summary>Reads a file of the program itself, which nobody may have replaced by a link.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    public static byte[] ReadOwnBytes(string path, InputKind kind)
    {
        using var file = Open(path);
        var named = FileStatus.OfName(path);
        if (named is null or { Kind: not FileKind.File } || !named.IsSameAs(FileStatus.Of(file)))
        {
            throw InputErrors.NotFile(path, named?.Kind ?? FileKind.Link);
        }

        return ReadAll(file, path, kind, CancellationToken.None);
    }

    /// <summary>Reads a text file: UTF-8, or UTF-16 with a byte order mark.</summary>
    /// <returns>Its text, without byte order mark.</returns>
    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(string path, InputKind kind, CancellationToken cancellation)
    {
        var bytes = ReadBytes(path, kind, cancellation);
        try
        {
            return InputText.Decode(bytes, path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Reads a file in ASCII, such as PEM or JSON: if it is UTF-16 with a byte order mark, it is made UTF-8.</summary>
    /// <returns>Its bytes, without byte order mark. They may be secret; the caller clears them.</returns>
    /// <inheritdoc cref="ReadBytes"/>
    public static byte[] ReadUtf8(string path, InputKind kind, CancellationToken cancellation)
    {
        var bytes = ReadBytes(path, kind, cancellation);
        var converted = InputText.ToUtf8(bytes, path);
        if (converted != bytes)
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        return converted;
    }

    private static SafeFileHandle Open(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw InputErrors.NulInPath();
        }

        if (Directory.Exists(path))
        {
            throw InputErrors.Folder(path);
        }

        if (OperatingSystem.IsWindows())
        {
            return WindowsFiles.Open(path) ?? throw InputErrors.NotFile(path, FileKind.Device);
        }

        var file = UnixFiles.Open(path) ?? throw InputErrors.NotFile(path, FileKind.Socket);
        if (FileStatus.Of(file).Kind is var kind and not FileKind.File)
        {
            file.Dispose();
            throw kind == FileKind.Folder ? InputErrors.Folder(path) : InputErrors.NotFile(path, kind);
        }

        return file;
    }

    private static byte[] ReadAll(SafeFileHandle file, string path, InputKind kind, CancellationToken cancellation)
    {
        var length = RandomAccess.GetLength(file);
        if (length > kind.Limit)
        {
            throw InputErrors.TooLarge(path, kind);
        }

        // One byte more than expected shows the end; files of /proc say that they are empty.
        var buffer = new byte[Math.Max(length, ChunkLength - 1) + 1];
        var count = 0;
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(file, buffer.AsSpan(count, Math.Min(buffer.Length - count, ChunkLength)), count);
                if (read == 0)
                {
                    return buffer[..count];
                }

                count += read;
                if (count > kind.Limit)
                {
                    throw InputErrors.TooLarge(path, kind);
                }

                if (count == buffer.Length)
                {
                    var larger = new byte[Math.Min(2L * count, kind.Limit + 1L)];
                    buffer.CopyTo(larger, 0);
                    CryptographicOperations.ZeroMemory(buffer);
                    buffer = larger;
                }
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer.AsSpan(0, count));
        }
    }
}
