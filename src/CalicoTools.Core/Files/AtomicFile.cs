using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace CalicoTools.Files;

/// <summary>A single file that is there whole, old or new, whatever happens while it is written.</summary>
public static partial class AtomicFile
{
    /// <summary>Writes a file. Missing folders above it are created; a link is followed, and what it leads to is replaced.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="content">All of its content.</param>
    /// <param name="secrecy">Who may read it; an existing file's mode does not matter.</param>
    /// <param name="overwrite">Whether an existing file is replaced; if not, it is an error.</param>
    /// <exception cref="PathException">
    /// The file exists and must not be overwritten, or is not a regular file, or the operating system refuses.
    /// </exception>
    public static void Write(string path, ReadOnlyMemory<byte> content, FileSecrecy secrecy, bool overwrite)
    {
        EnsureWritable(path, overwrite);
        FileErrors.Written(path, () => Write(Disk.Local, path, NamedLink.Follow(path), content.Span, secrecy, overwrite));
    }

    /// <summary>Tells, without writing, what would keep a file from being written.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="overwrite">Whether an existing file would be replaced.</param>
    /// <exception cref="PathException">
    /// A folder or a device is there, a file is where a folder has to be, or a file is there that must not be overwritten.
    /// </exception>
    public static void EnsureWritable(string path, bool overwrite)
    {
        if (Directory.Exists(path))
        {
            throw FileErrors.IsFolder(path);
        }

        if (Path.EndsInDirectorySeparator(path))
        {
            throw FileErrors.NamesFolder(path);
        }

        for (var above = Path.GetDirectoryName(path); above is not null && !Directory.Exists(above); above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                throw FileErrors.IsFile(above);
            }
        }

        FileErrors.Written(path, () =>
        {
            FileErrors.ThrowIfNotReplaceable(NamedLink.Follow(path));
            return true;
        });
        if (!overwrite && File.Exists(path))
        {
            throw FileErrors.Exists(path);
        }
    }

    private static bool Write(Disk disk, string path, string target, ReadOnlySpan<byte> content, FileSecrecy secrecy, bool overwrite)
    {
        var folder = Path.GetDirectoryName(target)!;
        disk.CreateFolder(folder);
        DeleteAbandoned(folder);
        using var beside = OpenBeside(folder, secrecy);
        try
        {
            beside.Write(content);
            beside.Flush();
            if (!overwrite)
            {
                MoveIntoPlace(disk, beside.Name, target, path);
                return true;
            }

            if (File.Exists(target))
            {
                // Only what takes another file's place has something to lose when the power fails.
                disk.Flush(beside.Name);
            }

            disk.Replace(beside.Name, target);
            disk.FlushFolder(folder);
            return true;
        }
        finally
        {
            disk.Delete(beside.Name);
        }
    }

    private static void MoveIntoPlace(Disk disk, string beside, string target, string path)
    {
        try
        {
            disk.Rename(beside, target);
        }
        catch (IOException) when (File.Exists(target))
        {
            throw FileErrors.Exists(path);
        }
    }

    // Between its creation and its lock, another writer may take the file for abandoned; then the next name is tried.
    private static FileStream OpenBeside(string folder, FileSecrecy secrecy)
    {
        while (true)
        {
            var path = Path.Combine(folder, $".calicotools-{RandomNumberGenerator.GetHexString(32, lowercase: true)}.tmp");
            try
            {
                var file = Disk.OpenNew(path, secrecy);
                if (FileStatus.OfName(path)?.IsSameAs(FileStatus.Of(file.SafeFileHandle)) == true)
                {
                    return file;
                }

                file.Dispose();
            }
            catch (IOException error) when (FolderLock.IsHeld(error))
            {
                File.Delete(path);
            }
        }
    }

    // A living writer keeps its file open, which locks it.
    private static void DeleteAbandoned(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, ".calicotools-*.tmp"))
        {
            try
            {
                if (OwnName().IsMatch(Path.GetFileName(file)) && FileStatus.OfName(file) is { Kind: FileKind.File, IsOwn: true })
                {
                    new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Its writer lives, or has just finished.
            }
        }
    }

    [GeneratedRegex(@"^\.calicotools-[0-9a-f]{32}\.tmp$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnName();
}
