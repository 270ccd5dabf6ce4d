using System.Runtime.InteropServices;
using CalicoTools.Input;

namespace CalicoTools.Files;

/// <summary>The errors of files and folders that are read and written.</summary>
internal static class FileErrors
{
    public static PathException Exists(string path) => new(
        "FileExists", ErrorKind.AlreadyExists, $"'{path}' exists.", "Give -Force to replace it, or another path.", path);

    public static PathException IsFolder(string path) => new(
        "PathIsFolder",
        ErrorKind.InvalidArgument,
        $"'{path}' is a folder; a file is to be there.",
        "Give another path, or move the folder away.",
        path);

    public static PathException NamesFolder(string path) => new(
        "PathNamesFolder",
        ErrorKind.InvalidArgument,
        $"'{path}' ends like the path of a folder; a file is to be there.",
        "Add the name of the file, such as calico.yaml.",
        path);

    public static PathException IsFile(string path) => new(
        "PathIsFile",
        ErrorKind.InvalidArgument,
        $"'{path}' is a file; a folder is to be there.",
        "Give another path, or move the file away.",
        path);

    public static PathException FolderBusy(string path) => new(
        "FolderBusy", ErrorKind.Busy, $"Another process is writing to '{path}'.", "Wait until it is done, then try again.", path);

    public static PathException RecordUnknown(string record, string folder) => new(
        "FolderRecordUnknown",
        ErrorKind.InvalidData,
        $"'{record}' tells how to finish what was begun in '{folder}', but not in words this version knows.",
        "Use the version of CalicoTools that wrote it, or check the folder by hand and delete the record.",
        folder);

    public static PathException RecoveryImpossible(string path, Exception cause) => new(
        "FolderNeedsRecovery",
        ErrorKind.PermissionDenied,
        $"Writing to '{path}' was interrupted after it was decided, and it cannot be finished here: {cause.Message}",
        "Run Get-CalicoCerts on the folder once as a user who may write to it.",
        path,
        cause);

    public static PathException NotReplaceable(string path, FileKind kind) => new(
        "PathNotRegularFile",
        ErrorKind.InvalidArgument,
        $"'{path}' is a {InputErrors.Name(kind)}; only regular files are replaced.",
        "Give the path of a file.",
        path);

    public static PathException LinkForeign(string path) => new(
        "PathLinkForeign",
        ErrorKind.PermissionDenied,
        $"'{path}' is a link that another user has put into a folder everybody may write to.",
        "Give the path it leads to, if that is what you mean, or a path elsewhere.",
        path);

    public static PathException WorkspaceForeign(string path, string folder) => new(
        "FolderWorkspaceForeign",
        ErrorKind.PermissionDenied,
        $"'{path}' is not a file or folder of yours alone, so that what was begun in '{folder}' is not finished or taken back.",
        "If another user's command was interrupted there, let that user run Get-CalicoCerts on the folder; otherwise check and delete it.",
        folder);

    public static PathException FolderTaken(string path) => new(
        "FolderTaken",
        ErrorKind.PermissionDenied,
        $"'{path}' was replaced by another user while it was made.",
        "Write to a folder in which only you may rename files.",
        path);

    /// <summary>Refuses to replace what is no file: a folder, a device, a pipe.</summary>
    /// <param name="path">What would be replaced; a link itself may be.</param>
    public static void ThrowIfNotReplaceable(string path)
    {
        switch (FileStatus.OfName(path)?.Kind)
        {
            case null or FileKind.File or FileKind.Link:
                break;
            case FileKind.Folder:
                throw IsFolder(path);
            case { } kind:
                throw NotReplaceable(path, kind);
        }
    }

    /// <summary>Reads from the disk and tells the operating system's refusals as errors of the path.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="path">What is worked on.</param>
    /// <param name="work">The work.</param>
    /// <returns>What the work gave.</returns>
    public static T Explained<T>(string path, Func<T> work) => Explained(path, work, ErrorKind.InputOutput);

    /// <inheritdoc cref="Explained{T}(string, Func{T})"/>
    public static void Explained(string path, Action work) => Explained(path, () =>
    {
        work();
        return true;
    });

    /// <summary>Writes to the disk and tells the operating system's refusals as errors of the path.</summary>
    /// <inheritdoc cref="Explained{T}(string, Func{T})"/>
    public static T Written<T>(string path, Func<T> work) => Explained(path, work, ErrorKind.Output);

    private static T Explained<T>(string path, Func<T> work, ErrorKind kind)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException error)
        {
            throw Denied(path, error);
        }
        catch (IOException error)
        {
            throw Failed(path, kind, error);
        }
    }

    private static PathException Denied(string path, UnauthorizedAccessException error) => new(
        "PathAccessDenied",
        ErrorKind.PermissionDenied,
        $"'{path}' cannot be used: permission denied.",
        "Check who owns it and its permissions, or run as its owner.",
        path,
        error);

    private static PathException Failed(string path, ErrorKind kind, IOException error) => new(
        "PathInputOutput",
        kind,
        $"'{path}' cannot be {(kind == ErrorKind.Output ? "written" : "used")}: {Reason(error)}.",
        "Check the path, the space left on its disk and whether the disk can be written to.",
        path,
        error);

    // .NET's own text would name a temporary file, of which the user knows nothing.
    private static string Reason(IOException error) => error switch
    {
        PathTooLongException => "its name is too long",
        FileNotFoundException or DirectoryNotFoundException => "it, or a folder above it, does not exist",
        { HResult: > 0 and < 0x1000 } => SystemText(error.HResult),
        { HResult: < unchecked((int)0x8008_0000) and >= unchecked((int)0x8007_0000) } => SystemText(error.HResult & 0xFFFF),
        _ => "the operating system refuses it",
    };

    private static string SystemText(int code) => Marshal.GetPInvokeErrorMessage(code).TrimEnd('.', '\r', '\n', ' ');
}
