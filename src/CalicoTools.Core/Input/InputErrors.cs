using CalicoTools.Files;

namespace CalicoTools.Input;

/// <summary>Why a file is not read.</summary>
internal static class InputErrors
{
    public static PathException Folder(string path) => new(
        "PathIsFolder", ErrorKind.InvalidArgument, $"'{path}' is a folder; a file is required.", "Give the path of a file in it.", path);

    public static PathException NotFile(string path, FileKind kind) => new(
        "PathNotRegularFile",
        ErrorKind.InvalidArgument,
        $"'{path}' is a {Name(kind)}; only regular files are read.",
        "Save its content to a file and give the path of that file.",
        path);

    public static PathException TooLarge(string path, InputKind kind) => new(
        "FileTooLarge",
        ErrorKind.InvalidData,
        $"'{path}' is larger than {kind.LimitText}, the most that is read of {kind.Name}.",
        "Check that this is the file you mean.",
        path);

    public static PathException NotText(string path, int line, Exception inner) => new(
        "FileNotText",
        ErrorKind.InvalidData,
        $"{path}:{line}: this is neither UTF-8 nor UTF-16 with a byte order mark.",
        "Save the file as UTF-8, or check that this is the file you mean.",
        path,
        inner);

    // The path itself is not shown: what follows the NUL character would be hidden or misread.
    public static PathException NulInPath() => new(
        "PathInvalid", ErrorKind.InvalidArgument, "A path contains a NUL character.", "Give a path without it.", "");

    /// <summary>What messages call a kind of file.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>A noun without article.</returns>
    public static string Name(FileKind kind) => kind switch
    {
        FileKind.Pipe => "named pipe",
        FileKind.Socket => "socket",
        FileKind.Link => "symbolic link",
        _ => "device",
    };
}
