using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;

namespace CalicoTools.Files;

/// <summary>The few operations that change a disk, each complete when it returns. Everything the module writes goes through here.</summary>
internal class Disk
{
    private const UnixFileMode PrivateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PublicMode = PrivateMode | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The machine's disk.</summary>
    public static Disk Local { get; } = new();

    /// <summary>Creates a file that must not exist, with its mode from the first byte.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of its content.</param>
    /// <param name="secrecy">Who may read it.</param>
    public virtual void Create(string path, ReadOnlySpan<byte> content, FileSecrecy secrecy)
    {
        using var file = OpenNew(path, secrecy);
        file.Write(content);
    }

    /// <summary>Creates a file that must not exist, and keeps it: while it is open, nobody takes it for abandoned.</summary>
    /// <param name="path">The file, which can be renamed meanwhile.</param>
    /// <param name="secrecy">Who may read it.</param>
    /// <returns>The empty file.</returns>
    public static FileStream OpenNew(string path, FileSecrecy secrecy)
    {
        if (OperatingSystem.IsWindows() && secrecy == FileSecrecy.Private)
        {
            return OpenNewForCurrentUser(path);
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = secrecy == FileSecrecy.Private ? PrivateMode : PublicMode;
        }

        return new FileStream(path, options);
    }

    /// <summary>Brings a file's content to the disk. Several files are quicker when all are written before the first is flushed.</summary>
    /// <param name="path">The file.</param>
    public virtual void Flush(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Renames a file, replacing what has that name.</summary>
    /// <param name="from">The file; a link is renamed itself.</param>
    /// <param name="to">Its new name on the same disk.</param>
    public virtual void Replace(string from, string to) => File.Move(from, to, overwrite: true);

    /// <summary>Renames a file to a name nothing has.</summary>
    /// <param name="from">The file; a link is renamed itself.</param>
    /// <param name="to">Its new name on the same disk.</param>
    public virtual void Rename(string from, string to) => File.Move(from, to, overwrite: false);

    /// <summary>Deletes a file, if it is there.</summary>
    /// <param name="path">The file; of a link, the link.</param>
    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>Creates a folder and those above it, where they are missing.</summary>
    /// <param name="path">The folder.</param>
    public virtual void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <summary>Creates a folder of the current user alone, and those above it where they are missing.</summary>
    /// <param name="path">The folder.</param>
    public virtual void CreatePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        if (Path.GetDirectoryName(path) is { } above)
        {
            Directory.CreateDirectory(above);
        }

        Directory.CreateDirectory(path, PrivateMode | UnixFileMode.UserExecute);
    }

    /// <summary>Renames a folder to a name nothing has.</summary>
    /// <param name="from">The folder.</param>
    /// <param name="to">Its new name on the same disk.</param>
    public virtual void RenameFolder(string from, string to) => Directory.Move(from, to);

    /// <summary>Deletes an empty folder.</summary>
    /// <param name="path">The folder.</param>
    public virtual void DeleteFolder(string path) => Directory.Delete(path);

    /// <summary>Brings the names in a folder to the disk, so that after a power cut none is missing that a later step relies on.</summary>
    /// <param name="path">The folder.</param>
    public virtual void FlushFolder(string path)
    {
        // Windows keeps names in its own log; elsewhere .NET opens no folders, so the C library does.
        if (!OperatingSystem.IsWindows())
        {
            using var folder = new SafeFileHandle(OpenFolder(path, 0), ownsHandle: true);
            if (!folder.IsInvalid)
            {
                RandomAccess.FlushToDisk(folder);
            }
        }
    }

    [SupportedOSPlatform("windows")]
    private static FileStream OpenNewForCurrentUser(string path)
    {
        using var user = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(
            FileMode.CreateNew, FileSystemRights.Read | FileSystemRights.Write, FileShare.Delete, 4096, FileOptions.None, security);
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFolder(string path, int flags);
}
