using System.Security.Cryptography;
using CalicoTools.Input;

namespace CalicoTools.Files;

/// <summary>
/// Where a folder's transaction keeps what it has not brought into place: in the folder itself, or beside it while it does not exist.
/// </summary>
/// <remarks>
/// In the folder its name is known, so that the next command finds what a killed one left. Beside it, perhaps in a folder that every user
/// may write to, nobody can guess it; what killed commands left there is found by the beginning of its name. Nothing in a workspace is
/// trusted that is not a file or folder of the current user: an archive or another user may have put it there. That holds for root too.
/// </remarks>
internal sealed class FolderWorkspace
{
    private const string Name = ".calicotools";
    private const string NameBeside = ".calicotools-";

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

    /// <summary>The workspace for a folder as it is now.</summary>
    /// <param name="path">The folder, existing or not, as an absolute path.</param>
    /// <returns>The workspace, existing or not; for a folder that does not exist, one of its own each time.</returns>
    public static FolderWorkspace Of(string path)
    {
        var folder = RealFolder(path);
        var isNew = !Directory.Exists(folder);
        var workspace = isNew
            ? System.IO.Path.Combine(Above(folder), NameBeside + RandomNumberGenerator.GetHexString(32, lowercase: true))
            : System.IO.Path.Combine(folder, Name);
        return new FolderWorkspace(folder, isNew, workspace);
    }

    /// <summary>What commands of the current user left, or are working on, where workspaces of folders that do not exist yet lie.</summary>
    /// <returns>Their workspaces.</returns>
    public IEnumerable<FolderWorkspace> Beside()
    {
        var above = new DirectoryInfo(Above(Folder));
        return above.Exists
            ? above.EnumerateDirectories()
                .Where(static entry => entry.Name.StartsWith(NameBeside, StringComparison.Ordinal))
                .Select(entry => new FolderWorkspace(Folder, isNew: true, entry.FullName))
                .Where(static workspace => workspace.Foreign() is null)
            : [];
    }

    /// <summary>Refuses a workspace with anything in it that is not the current user's own.</summary>
    /// <exception cref="PathException">There is such a thing.</exception>
    public void EnsureOwn()
    {
        if (Foreign() is { } foreign)
        {
            throw FileErrors.WorkspaceForeign(foreign, Folder);
        }
    }

    /// <summary>Finishes what is decided, or removes what is not. Only for the holder of the lock.</summary>
    /// <param name="disk">The disk.</param>
    public void Settle(Disk disk)
    {
        EnsureOwn();
        if (File.Exists(Record))
        {
            var text = InputText.Decode(InputFile.ReadOwnBytes(Record, InputKind.Record), Record);
            var journal = FolderJournal.Parse(text) ?? throw FileErrors.RecordUnknown(Record, Folder);
            journal.CarryOut(disk, Stage, Folder);
            disk.Delete(Record);
        }

        Clear(disk);
    }

    /// <summary>Removes everything but the lock. Only for its holder.</summary>
    /// <param name="disk">The disk.</param>
    public void Clear(Disk disk)
    {
        EnsureOwn();
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

    private static string Above(string folder) => System.IO.Path.GetDirectoryName(folder) ?? folder;

    private static string RealFolder(string path)
    {
        var named = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var folder = System.IO.Path.TrimEndingDirectorySeparator(NamedLink.Follow(named));
        return File.Exists(folder) ? throw FileErrors.IsFile(folder) : folder;
    }

    // Only the current user can change a folder of theirs, so what is found here stays so.
    private string? Foreign()
    {
        try
        {
            return IsOwn(Path, FileKind.Folder)
                ? Entries(Path).FirstOrDefault(entry => !IsOwn(entry, entry == Stage ? FileKind.Folder : FileKind.File))
                    ?? Entries(Stage).FirstOrDefault(static file => !IsOwn(file, FileKind.File))
                : Path;
        }
        catch (DirectoryNotFoundException)
        {
            // Its last user has removed it meanwhile.
            return null;
        }
    }

    private static IEnumerable<string> Entries(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : [];

    private static bool IsOwn(string path, FileKind kind) => FileStatus.OfName(path) is not { } status ||
        (status.Kind == kind && status.IsOwn && !(kind == FileKind.Folder && status.IsSharedFolder));
}
