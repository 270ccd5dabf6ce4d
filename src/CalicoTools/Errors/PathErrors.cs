using System.Management.Automation;

namespace CalicoTools.Errors;

/// <summary>The errors of paths given to cmdlets.</summary>
internal static class PathErrors
{
    public static PathException NotFound(string path, string resolved) => new(
        "PathNotFound",
        ErrorKind.NotFound,
        $"'{resolved}' does not exist.",
        "Check the path; a relative one begins at the session's location.",
        path);

    public static PathException NoMatch(string path) => new(
        "PathNotFound",
        ErrorKind.NotFound,
        $"Nothing matches '{path}'.",
        "Check the pattern; put a backtick before a [, ], * or ? that is part of a name.",
        path);

    public static PathException IsFolder(string path, string resolved) => new(
        "PathIsFolder",
        ErrorKind.InvalidArgument,
        $"'{resolved}' is a folder; a file is required.",
        "Give the path of a file in it.",
        path);

    // What it says is not repeated: it may be a Secret.
    public static PathException IsText() => new(
        "PathIsText",
        ErrorKind.InvalidArgument,
        "A multi-line string is not a path.",
        "Give the path of a file, or the object the text was made from.",
        "");

    public static PathException Invalid(string path) => new(
        "PathInvalid",
        ErrorKind.InvalidArgument,
        path.Contains('\0', StringComparison.Ordinal) ? "A path contains a NUL character." : "A path consists of blanks.",
        "Give the path of a file or folder.",
        "");

    // The input itself is not shown: it may hold a key.
    public static PathException NotManifest(object? input) => new(
        "ManifestInputInvalid",
        ErrorKind.InvalidArgument,
        input is null
            ? "Nothing is given where a manifest is required."
            : $"A {input.GetType().Name} is not a manifest or a file with one.",
        "Give manifests, such as Import-CalicoManifest gives, or paths of files.",
        "");

    public static PathException IsAddress(string path) => new(
        "PathIsAddress",
        ErrorKind.InvalidArgument,
        $"'{path}' is an address, not a path.",
        "Read it with Import-CalicoManifest -Uri.",
        path);

    public static PathException DriveNotFound(string path, Exception cause) => new(
        "DriveNotFound",
        ErrorKind.NotFound,
        $"'{path}' is on a drive that does not exist.",
        "Check the path; Get-PSDrive lists the drives.",
        path,
        cause);

    public static PathException Unresolvable(string path, Exception cause) => new(
        "PathInvalid",
        ErrorKind.InvalidArgument,
        $"'{path}' cannot be resolved: {cause.Message}",
        "Check the path; put a backtick before a [, ], * or ? that is part of a name.",
        path,
        cause);

    public static PathException WildcardInvalid(WildcardPatternException cause) => new(
        "WildcardInvalid",
        ErrorKind.InvalidArgument,
        $"The wildcard pattern is invalid: {cause.Message}",
        "Close the bracket, or put a backtick before a [, ], * or ? that is meant literally.",
        "",
        cause);

    public static PathException NotFileSystem(string path, string provider) => new(
        "PathNotFileSystem",
        ErrorKind.InvalidArgument,
        $"'{path}' is a path of the {provider} provider.",
        "Give a path of the file system.",
        path);
}
