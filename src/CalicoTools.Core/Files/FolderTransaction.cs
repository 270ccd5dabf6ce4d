using System.Text;

namespace CalicoTools.Files;

/// <summary>
/// Writes several files into a folder so that all of them are there or none, however the process ends. A new folder is built aside
/// and renamed. In an existing one the files are staged in a workspace; a record written there, in one step, is the point of no
/// return; then they are moved. Who finds a workspace whose writer is dead finishes its work when the record is there, and
/// removes it when not.
/// </summary>
/// <remarks>A link to the folder is followed. A link in the folder is replaced by the new file: what it leads to is another's.</remarks>
internal sealed class FolderTransaction : IDisposable
{
    private readonly Disk _disk;
    private readonly FolderWorkspace _workspace;
    private readonly FolderLock _lock;
    private readonly List<string> _placed = [];
    private readonly List<(string Name, string NewName)> _aside = [];

    private FolderTransaction(Disk disk, FolderWorkspace workspace, FolderLock @lock)
    {
        _disk = disk;
        _workspace = workspace;
        _lock = @lock;
    }

    /// <summary>Waits for other writers, settles what dead ones left, and begins.</summary>
    /// <param name="path">The folder, existing or not, as an absolute path.</param>
    /// <param name="disk">The disk; the machine's when not given.</param>
    /// <param name="patience">How long to wait for another writer.</param>
    /// <returns>A transaction that nobody else's can overlap.</returns>
    /// <exception cref="PathException">The folder cannot be used, or another process is writing to it.</exception>
    public static FolderTransaction Begin(string path, Disk? disk = null, TimeSpan? patience = null)
    {
        disk ??= Disk.Local;
        while (true)
        {
            var workspace = FolderWorkspace.Of(path);
            var held = FolderLock.Acquire(disk, workspace, patience ?? FolderLock.Patience) ?? throw FileErrors.FolderBusy(path);
            var transaction = new FolderTransaction(disk, workspace, held);
            try
            {
                workspace.Settle(disk);
                if (workspace.IsNew == FolderWorkspace.Of(path).IsNew)
                {
                    return transaction;
                }

                // Another process made the folder while this one waited for the lock.
                transaction.Dispose();
            }
            catch
            {
                transaction.Release();
                throw;
            }
        }
    }

    /// <summary>Stages a file.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="content">All of its content.</param>
    /// <param name="secrecy">Who may read it.</param>
    public void Place(string name, ReadOnlySpan<byte> content, FileSecrecy secrecy)
    {
        var target = Path.Combine(_workspace.Folder, name);
        FileErrors.ThrowIfNotReplaceable(target);

        if (_placed.Count == 0)
        {
            _disk.CreateFolder(_workspace.Stage);
        }

        _disk.Create(Path.Combine(_workspace.Stage, name), content, secrecy);
        _placed.Add(name);
    }

    /// <summary>Plans to keep a file of the folder under another name, before anything takes its place.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="newName">Its new name, which nothing has.</param>
    public void KeepAside(string name, string newName) => _aside.Add((name, newName));

    /// <summary>Makes all of it so. When this fails before the point of no return, nothing has changed.</summary>
    /// <returns>False when another process made the folder meanwhile: then nothing has changed.</returns>
    /// <exception cref="PathException">
    /// It is decided but not all done, and the next command that opens the folder does the rest; or another user interferes.
    /// </exception>
    public bool Commit()
    {
        _workspace.EnsureOwn();
        if (_workspace.IsNew)
        {
            return TryMoveFolder();
        }

        _placed.ForEach(name => _disk.Flush(Path.Combine(_workspace.Stage, name)));
        _disk.FlushFolder(_workspace.Stage);
        _disk.Create(_workspace.Draft, Encoding.UTF8.GetBytes(new FolderJournal(_aside, _placed).ToText()), FileSecrecy.Public);
        _disk.Flush(_workspace.Draft);
        _disk.Rename(_workspace.Draft, _workspace.Record);
        _disk.FlushFolder(_workspace.Path);
        _workspace.Settle(_disk);
        return true;
    }

    /// <summary>Removes what was staged and not committed, and lets others write.</summary>
    public void Dispose()
    {
        try
        {
            // What has been decided stays until it is done, here or by the next command.
            if (!File.Exists(_workspace.Record))
            {
                _workspace.Clear(_disk);
            }
        }
        finally
        {
            Release();
        }
    }

    // Not flushed: nothing was there that a power cut could take, and flushing takes ten times as long as all the rest.
    private bool TryMoveFolder()
    {
        var staged = FileStatus.OfName(_workspace.Stage);
        try
        {
            _disk.RenameFolder(_workspace.Stage, _workspace.Folder);
        }
        catch (IOException) when (FileStatus.OfName(_workspace.Folder) is not null)
        {
            return false;
        }

        // In a folder that others may rename in, what has the name now need not be what was moved there.
        return FileStatus.OfName(_workspace.Folder) is { IsOwn: true } moved && staged?.IsSameAs(moved) == true
            ? true
            : throw FileErrors.FolderTaken(_workspace.Folder);
    }

    private void Release()
    {
        _lock.Dispose();
        _workspace.RemoveIfEmpty();
    }
}
