namespace CalicoTools.Files;

/// <summary>Settles what a killed writer left, before a folder is read.</summary>
internal static class FolderRecovery
{
    /// <summary>Waits for a living writer, and finishes or removes what a dead one left.</summary>
    /// <param name="path">The folder, existing or not, as an absolute path.</param>
    /// <param name="disk">The disk; the machine's when not given.</param>
    /// <param name="patience">How long to wait for a living writer.</param>
    /// <exception cref="PathException">The folder is being written to, or its recovery is not possible.</exception>
    public static void Settle(string path, Disk? disk = null, TimeSpan? patience = null)
    {
        disk ??= Disk.Local;
        var workspace = FolderWorkspace.Of(path);
        if (Directory.Exists(workspace.Path))
        {
            SettleOrExplain(path, workspace, disk, patience ?? FolderLock.Patience);
        }

        if (!workspace.IsNew && FolderWorkspace.Beside(workspace.Folder) is var beside && Directory.Exists(beside.Path))
        {
            Sweep(beside, disk);
        }
    }

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

    private static void Sweep(FolderWorkspace beside, Disk disk)
    {
        try
        {
            using var held = FolderLock.Acquire(disk, beside.Path, TimeSpan.Zero);
            if (held is not null)
            {
                beside.Clear(disk);
            }
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            // It is no part of the folder: who may only read the folder leaves it to who may write beside it.
            return;
        }

        beside.RemoveIfEmpty();
    }
}
