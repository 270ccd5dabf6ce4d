namespace CalicoTools.Files;

/// <summary>A single file that is there whole, old or new, whatever happens while it is written.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file. Missing folders above it are created; a link is followed, and what it leads to is replaced.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="content">All of its content.</param>
    /// <param name="secrecy">Who may read it; an existing file's mode does not matter.</param>
    /// <param name="overwrite">Whether an existing file is replaced; if not, it is an error.</param>
    /// <exception cref="PathException">The file exists and must not be overwritten, or the operating system refuses.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> content, FileSecrecy secrecy, bool overwrite)
    {
        EnsureWritable(path, overwrite);
        FileErrors.Explained(path, () => Write(Disk.Local, Target(path), content.Span, secrecy, overwrite));
    }

    /// <summary>Tells, without writing, what would keep a file from being written.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="overwrite">Whether an existing file would be replaced.</param>
    /// <exception cref="PathException">
    /// A folder is there or meant, a file is where a folder has to be, or a file is there that must not be overwritten.
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

        if (!overwrite && File.Exists(path))
        {
            throw FileErrors.Exists(path);
        }
    }

    private static string Target(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    private static void Write(Disk disk, string target, ReadOnlySpan<byte> content, FileSecrecy secrecy, bool overwrite)
    {
        var folder = Path.GetDirectoryName(target)!;
        var prefix = $".{Path.GetFileName(target)}.";
        disk.CreateFolder(folder);
        DeleteAbandoned(folder, prefix);
        var beside = Path.Combine(folder, $"{prefix}{Path.GetRandomFileName()}.tmp");
        try
        {
            disk.Create(beside, content, secrecy);
            if (overwrite && File.Exists(target))
            {
                // Only what takes another file's place has something to lose when the power fails.
                disk.Flush(beside);
                disk.Replace(beside, target);
                disk.FlushFolder(folder);
            }
            else
            {
                disk.Rename(beside, target);
            }
        }
        finally
        {
            disk.Delete(beside);
        }
    }

    private static void DeleteAbandoned(string folder, string prefix)
    {
        bool IsBeside(string file) => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, ".*.tmp").Where(IsBeside))
        {
            try
            {
                new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            }
            catch (IOException)
            {
                // Its writer lives, or has just finished.
            }
        }
    }
}
