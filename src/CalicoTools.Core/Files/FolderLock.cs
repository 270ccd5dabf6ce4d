using System.Diagnostics;

namespace CalicoTools.Files;

/// <summary>
/// The right to change a folder: a file held open in its workspace, which the operating system lets go of when the process dies.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    // Only Windows refuses to delete an open file, and only there does the system itself delete it on closing.
    private static readonly bool s_deletesOnClose = OperatingSystem.IsWindows();

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>How long another writer is waited for.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the lock.</summary>
    /// <param name="disk">Where the workspace is created.</param>
    /// <param name="workspace">The workspace that holds the lock's file; created where it is missing.</param>
    /// <param name="patience">How long to wait for another holder.</param>
    /// <returns>The lock, or null when another process still held it in the end.</returns>
    /// <exception cref="PathException">Something in the workspace is not the current user's own.</exception>
    public static FolderLock? Acquire(Disk disk, FolderWorkspace workspace, TimeSpan patience)
    {
        var file = Path.Combine(workspace.Path, "lock");
        var waiting = Stopwatch.StartNew();
        do
        {
            // Before, so that no link is followed; after, since another may have been quicker.
            workspace.EnsureOwn();
            if (TryCreate(disk, workspace.Path))
            {
                workspace.EnsureOwn();
                if (TryOpen(file) is { } opened)
                {
                    return opened;
                }
            }

            Thread.Sleep(s_pause);
        }
        while (waiting.Elapsed < patience);
        return null;
    }

    /// <summary>Deletes the lock's file and lets go.</summary>
    public void Dispose()
    {
        if (!s_deletesOnClose)
        {
            File.Delete(_file.Name);
        }

        _file.Dispose();
    }

    private static bool TryCreate(Disk disk, string workspace)
    {
        const int UnixFileExists = 17;
        try
        {
            disk.CreatePrivateFolder(workspace);
            return true;
        }
        catch (IOException error) when (error.HResult == UnixFileExists && !File.Exists(workspace))
        {
            // It was there, and its last user removed it before .NET looked whether it is a folder.
            return false;
        }
    }

    private static FolderLock? TryOpen(string path)
    {
        FileStream file;
        try
        {
            var options = s_deletesOnClose ? FileOptions.DeleteOnClose : FileOptions.None;
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
        }
        catch (IOException error) when (error is DirectoryNotFoundException or FileNotFoundException || IsHeld(error))
        {
            // Held, or its folder has been removed by its last user. Where another made that anew at once, .NET misses only the file.
            return null;
        }

        // Its last holder may have deleted the file after it was opened here: then it is not the one others will open.
        // Nothing is ever written to it: whatever has that name keeps its content.
        if (s_deletesOnClose || FileStatus.OfName(path)?.IsSameAs(FileStatus.Of(file.SafeFileHandle)) == true)
        {
            return new FolderLock(file);
        }

        file.Dispose();
        return null;
    }

    /// <summary>Whether a file could not be opened because another process keeps it open.</summary>
    /// <param name="error">The refusal.</param>
    /// <returns>True when it is so.</returns>
    public static bool IsHeld(IOException error)
    {
        const int LinuxTryAgain = 11;
        const int MacTryAgain = 35;
        const int WindowsSharingViolation = unchecked((int)0x80070020);
        return error.HResult is LinuxTryAgain or MacTryAgain or WindowsSharingViolation;
    }
}
