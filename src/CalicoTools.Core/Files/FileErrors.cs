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

    /// <summary>Does work on the disk and tells the operating system's refusals as errors of the path.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="path">What is worked on.</param>
    /// <param name="work">The work.</param>
    /// <returns>What the work gave.</returns>
    public static T Explained<T>(string path, Func<T> work)
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
            throw Failed(path, error);
        }
    }

    /// <inheritdoc cref="Explained{T}"/>
    public static void Explained(string path, Action work) => Explained(path, () =>
    {
        work();
        return true;
    });

    private static PathException Denied(string path, UnauthorizedAccessException error) => new(
        "PathAccessDenied",
        ErrorKind.PermissionDenied,
        $"'{path}' cannot be used: {error.Message}",
        "Check who owns it and its permissions, or run as its owner.",
        path,
        error);

    private static PathException Failed(string path, IOException error) => new(
        "PathInputOutput",
        ErrorKind.InputOutput,
        $"'{path}' cannot be used: {error.Message}",
        "Check the path, the space left on its disk and whether the disk can be written to.",
        path,
        error);
}
