using System.Diagnostics;
using System.Globalization;

namespace CalicoTools.Files;

/// <summary>Reads a folder others write to by transactions.</summary>
internal static class SettledFolder
{
    /// <summary>Reads several files of a folder, all from before a transaction or all from after it.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="path">The folder, existing or not, as an absolute path.</param>
    /// <param name="read">Reads it; again, when the folder has changed meanwhile.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="PathException">The folder is being written to without end, or its recovery is not possible.</exception>
    public static T Read<T>(string path, Func<T> read)
        where T : IDisposable
    {
        var waiting = Stopwatch.StartNew();
        do
        {
            Settle(path);
            var before = Stamp(path);
            var result = read();

            // In this order: a writer moves files only while its record is there, so what it moved meanwhile shows in the stamp.
            if (!File.Exists(FolderWorkspace.Of(path).Record) && Stamp(path) == before)
            {
                return result;
            }

            result.Dispose();
        }
        while (waiting.Elapsed < FolderLock.Patience);
        throw FileErrors.FolderBusy(path);
    }

    /// <summary>Waits for a living writer, and finishes or removes what a dead one left.</summary>
    /// <param name="path">The folder, existing or not, as an absolute path.</param>
    /// <param name="disk">The disk; the machine's when not given.</param>
    /// <param name="patience">How long to wait for a living writer.</param>
    /// <exception cref="PathException">The folder is being written to, or its recovery is not possible.</exception>
    public static void Settle(string path, Disk? disk = null, TimeSpan? patience = null)
    {
        disk ??= Disk.Local;
        var workspace = FolderWorkspace.Of(path);
        if (!workspace.IsNew && FileStatus.OfName(workspace.Path) is not null)
        {
            SettleOrExplain(path, workspace, disk, patience ?? FolderLock.Patience);
        }

        Sweep(workspace, disk);
    }

    private static string Stamp(string path) => Directory.Exists(path)
        ? string.Join('\n', new DirectoryInfo(path).EnumerateFiles().Select(Stamp).Order(StringComparer.Ordinal))
        : "";

    private static string Stamp(FileInfo file) => string.Create(
        CultureInfo.InvariantCulture, $"{file.Name}\t{(file.Exists ? file.Length : 0)}\t{file.LastWriteTimeUtc.Ticks}");

    private static void SettleOrExplain(string path, FolderWorkspace workspace, Disk disk, TimeSpan patience)
    {
        try
        {
            FolderTransaction.Begin(path, disk, patience).Dispose();
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            // Without a record the folder is as it was before, and what lies in the workspace does not matter to a reader.
            if (File.Exists(workspace.Record))
            {
                throw FileErrors.RecoveryImpossible(path, error);
            }
        }
    }

    private static void Sweep(FolderWorkspace workspace, Disk disk)
    {
        try
        {
            foreach (var beside in workspace.Beside())
            {
                Sweep(disk, beside);
            }
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            // It is no part of the folder: who may only read the folder leaves it to who may write beside it.
        }
    }

    private static void Sweep(Disk disk, FolderWorkspace beside)
    {
        using (var held = FolderLock.Acquire(disk, beside, TimeSpan.Zero))
        {
            if (held is null)
            {
                return;
            }

            beside.Clear(disk);
        }

        beside.RemoveIfEmpty();
    }
}
