namespace CalicoTools.Files;

/// <summary>The errors of files and folders that are read and written.</summary>
internal static class FileErrors
{
    public static PathException Exists(string path) => new(
        "FileExists", ErrorKind.AlreadyExists, $"'{path}' exists.", "Give -Force to replace it, or another path.", path);

    public static PathException IsFolder(string path) => new(
        "PathIsFolder", ErrorKind.InvalidArgument, $"'{path}' is a folder; a file is to be there.", "Give another path, or move the folder away.", path);

    public static PathException IsFile(string path) => new(
        "PathIsFile", ErrorKind.InvalidArgument, $"'{path}' is a file; a folder is to be there.", "Give another path, or move the file away.", path);

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
