using Microsoft.Win32.SafeHandles;

namespace CalicoTools.Files;

/// <summary>What the operating system knows of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">The user it belongs to; 0 on Windows.</param>
/// <param name="Mode">Its permissions, with the sticky bit; 0 on Windows.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Device">The disk it is on; 0 on Windows.</param>
/// <param name="Number">Its number on that disk; 0 on Windows.</param>
internal sealed record FileStatus(FileKind Kind, uint Owner, UnixFileMode Mode, long Length, long Device, long Number)
{
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Whether it belongs to the current user. On Windows the access list of the folder decides, so always.</summary>
    public bool IsOwn => OperatingSystem.IsWindows() || Owner == UnixFiles.EffectiveUser;

    /// <summary>Whether users other than its owner may create and rename files in this folder.</summary>
    public bool IsSharedFolder => (Mode & OthersWrite) != 0;

    /// <summary>Whether in this folder users may only rename and delete what is theirs.</summary>
    public bool IsSticky => Mode.HasFlag(UnixFileMode.StickyBit);

    /// <summary>Whether two looks saw one file. On Windows, where an open file keeps its name, always.</summary>
    /// <param name="other">What the other look saw.</param>
    /// <returns>True when they did.</returns>
    public bool IsSameAs(FileStatus other) => (Device, Number) == (other.Device, other.Number);

    /// <summary>Looks at a name; a link is not followed.</summary>
    /// <param name="path">The name.</param>
    /// <returns>The status; null where there is nothing.</returns>
    /// <exception cref="IOException">The operating system does not tell.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder above it may not be searched.</exception>
    public static FileStatus? OfName(string path) =>
        OperatingSystem.IsWindows() ? OnWindows(path) : UnixFiles.Status(path);

    /// <summary>Looks at an open file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The status.</returns>
    public static FileStatus Of(SafeFileHandle file) => OperatingSystem.IsWindows()
        ? new FileStatus(FileKind.File, 0, UnixFileMode.None, RandomAccess.GetLength(file), 0, 0)
        : UnixFiles.Status(file);

    private static FileStatus? OnWindows(string path)
    {
        var file = new FileInfo(path);
        var attributes = file.Attributes;
        return attributes == (FileAttributes)(-1)
            ? null
            : new FileStatus(Kind(), 0, UnixFileMode.None, file.Exists ? file.Length : 0, 0, 0);

        FileKind Kind() => attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Link
            : attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder
            : attributes.HasFlag(FileAttributes.Device) ? FileKind.Device
            : FileKind.File;
    }
}
