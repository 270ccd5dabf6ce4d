using System.Text;

namespace CalicoTools.Files;

/// <summary>
/// Where a folder's transaction keeps what it has not brought into place: in the folder itself, or beside it while it does not exist.
/// The name follows from the folder's, so that the next command finds what a killed one left.
/// </summary>
internal sealed class FolderWorkspace
{
    private const string Name = ".calicotools";

    private FolderWorkspace(string folder, bool isNew, string path)
    {
        Folder = folder;
        IsNew = isNew;
        Path = path;
    }

    /// <summary>The folder, links followed.</summary>
    public string Folder { get; }

    /// <summary>Whether the folder does not exist yet.</summary>
    public bool IsNew { get; }

    /// <summary>The workspace, itself a folder.</summary>
    public string Path { get; }

    /// <summary>Where new files lie.</summary>
    public string Stage => System.IO.Path.Combine(Path, "new");

    /// <summary>The record of what is decided; it is there from the point of no return until all is done.</summary>
    public string Record => System.IO.Path.Combine(Path, "commit");

    /// <summary>The record while it is written.</summary>
    public string Draft => System.IO.Path.Combine(Path, "commit.new");

    /// <summary>The workspace of a folder as it is now.</summary>
    /// <param name="path">The folder, existing or not, as an absolute path.</param>
    /// <returns>The workspace, existing or not.</returns>
    public static FolderWorkspace Of(string path)
    {
        var folder = RealFolder(path);
        return Directory.Exists(folder) ? new(folder, isNew: false, System.IO.Path.Combine(folder, Name)) : Beside(folder);
    }

    /// <summary>The workspace a folder has, or had, while it does not exist.</summary>
    /// <param name="folder">The folder, links followed.</param>
    /// <returns>The workspace, existing or not.</returns>
    public static FolderWorkspace Beside(string folder) => new(
        folder,
        isNew: true,
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(folder) ?? folder, $".{System.IO.Path.GetFileName(folder)}{Name}"));

    /// <summary>Finishes what is decided, or removes what is not. Only for the holder of the lock.</summary>
    /// <param name="disk">The disk.</param>
    public void Settle(Disk disk)
    {
        if (File.Exists(Record))
        {
            var journal = FolderJournal.Parse(File.ReadAllText(Record, Encoding.UTF8)) ?? throw FileErrors.RecordUnknown(Record, Folder);
            journal.CarryOut(disk, Stage, Folder);
            disk.Delete(Record);
        }

        Clear(disk);
    }

    /// <summary>Removes everything but the lock. Only for its holder.</summary>
    /// <param name="disk">The disk.</param>
    public void Clear(Disk disk)
    {
        if (Directory.Exists(Stage))
        {
            foreach (var file in Directory.EnumerateFiles(Stage))
            {
                disk.Delete(file);
            }

            disk.DeleteFolder(Stage);
        }

        disk.Delete(Draft);
    }

    /// <summary>Removes the workspace, unless another writer has already begun in it.</summary>
    public void RemoveIfEmpty()
    {
        try
        {
            Directory.Delete(Path);
        }
        catch (IOException)
        {
            // Not empty, or gone: somebody else's now.
        }
    }

    private static string RealFolder(string path)
    {
        var folder = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (new DirectoryInfo(folder) is { LinkTarget: not null } link)
        {
            folder = System.IO.Path.TrimEndingDirectorySeparator(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }

        return File.Exists(folder) ? throw FileErrors.IsFile(folder) : folder;
    }
}
