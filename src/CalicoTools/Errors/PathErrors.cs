namespace CalicoTools.Errors;

/// <summary>The errors of paths given to cmdlets.</summary>
internal static class PathErrors
{
    public static PathException NotFound(string path, string resolved) => new(
        "PathNotFound",
        ErrorKind.NotFound,
        $"'{resolved}' does not exist.",
        "Check the path; it is relative to the session's location.",
        path);

    public static PathException NoMatch(string path) => new(
        "PathNotFound",
        ErrorKind.NotFound,
        $"Nothing matches '{path}'.",
        "Check the pattern, or use -LiteralPath for a name with [, ], * or ?.",
        path);

    public static PathException IsFolder(string path, string resolved) => new(
        "PathIsFolder", ErrorKind.InvalidArgument, $"'{resolved}' is a folder; a file is wanted.", "Give the path of a file in it.", path);

    // What it says is not repeated: it may be a Secret.
    public static PathException IsText() => new(
        "PathIsText",
        ErrorKind.InvalidArgument,
        "A text of several lines is no path.",
        "Give the path of a file, or the object the text was made from.",
        "");

    public static PathException NotFileSystem(string path, string provider) => new(
        "PathNotFileSystem",
        ErrorKind.InvalidArgument,
        $"'{path}' is a path of the {provider} provider.",
        "Give a path of the file system.",
        path);
}
