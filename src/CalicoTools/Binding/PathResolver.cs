using System.Management.Automation;
using CalicoTools.Errors;

namespace CalicoTools.Binding;

/// <summary>Turns paths of a session into absolute paths of the file system.</summary>
/// <param name="session">The session's providers, drives and location.</param>
internal sealed class PathResolver(PathIntrinsics session)
{
    /// <summary>The path of something that need not exist.</summary>
    /// <param name="path">A path of the session; wildcards are plain characters.</param>
    /// <returns>An absolute path.</returns>
    /// <exception cref="PathException">It is a text of several lines, or of another provider than the file system's.</exception>
    public string New(string path)
    {
        ThrowIfText(path);
        var resolved = session.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return FileSystemPath(path, provider, resolved);
    }

    /// <summary>The paths a path stands for.</summary>
    /// <param name="path">A path of the session.</param>
    /// <param name="literal">Whether wildcards are plain characters.</param>
    /// <returns>Absolute paths, each of something that exists; at least one.</returns>
    /// <exception cref="PathException">It does not exist or matches nothing, or is of another provider.</exception>
    public IReadOnlyList<string> Existing(string path, bool literal)
    {
        if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            var resolved = New(path);
            return File.Exists(resolved) || Directory.Exists(resolved) ? [resolved] : throw PathErrors.NotFound(path, resolved);
        }

        ThrowIfText(path);
        var matches = session.GetResolvedProviderPathFromPSPath(path, out var provider);
        return matches.Count > 0
            ? [.. matches.Select(match => FileSystemPath(path, provider, match))]
            : throw PathErrors.NoMatch(path);
    }

    /// <summary>The path of a file that exists.</summary>
    /// <param name="path">A path of the session; wildcards are plain characters.</param>
    /// <returns>An absolute path.</returns>
    /// <exception cref="PathException">It does not exist, is a folder, or is of another provider.</exception>
    public string ExistingFile(string path)
    {
        var file = Existing(path, literal: true)[0];
        return Directory.Exists(file) ? throw PathErrors.IsFolder(path, file) : file;
    }

    /// <summary>The files a path stands for; of what a wildcard matches, folders are left out.</summary>
    /// <param name="path">A path of the session.</param>
    /// <param name="literal">Whether wildcards are plain characters.</param>
    /// <returns>Absolute paths, each of a file that exists; at least one.</returns>
    /// <exception cref="PathException">There is no such file, or the path is of another provider.</exception>
    public IReadOnlyList<string> ExistingFiles(string path, bool literal)
    {
        if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [ExistingFile(path)];
        }

        List<string> files = [.. Existing(path, literal: false).Where(File.Exists)];
        return files.Count > 0 ? files : throw PathErrors.NoMatch(path);
    }

    private static void ThrowIfText(string path)
    {
        if (path.Contains('\n', StringComparison.Ordinal))
        {
            throw PathErrors.IsText();
        }
    }

    private static string FileSystemPath(string path, ProviderInfo provider, string resolved) =>
        provider.Name == "FileSystem" ? resolved : throw PathErrors.NotFileSystem(path, provider.Name);
}
