using System.Management.Automation;
using CalicoTools.Errors;

namespace CalicoTools.Binding;

/// <summary>Turns paths of a session into absolute paths of the file system.</summary>
/// <param name="session">The session's providers, drives and location.</param>
internal sealed class PathResolver(PathIntrinsics session)
{
    private static readonly string[] s_schemes = ["https://", "http://"];

    /// <summary>The path of something that need not exist.</summary>
    /// <param name="path">A path of the session; wildcards are plain characters.</param>
    /// <param name="literal">Whether backticks are plain characters too, and not those that completion puts before <c>[</c>.</param>
    /// <returns>An absolute path.</returns>
    /// <exception cref="PathException">It is not a path, or of another provider than the file system's.</exception>
    public string New(string path, bool literal)
    {
        ThrowIfNotPath(path);
        return Resolved(path, () =>
        {
            var plain = literal ? path : WildcardPattern.Unescape(path);
            var resolved = session.GetUnresolvedProviderPathFromPSPath(plain, out var provider, out _);
            return FileSystemPath(path, provider, resolved);
        });
    }

    /// <summary>The path of something that need not exist, for a parameter that has no literal sibling.</summary>
    /// <param name="path">A path of the session: exactly as it is, or with the backticks that completion puts before <c>[</c>.</param>
    /// <returns>An absolute path.</returns>
    /// <exception cref="PathException">It is not a path, or of another provider than the file system's.</exception>
    public string Named(string path) => New(path, literal: true) is var exact && Exists(exact) ? exact : New(path, literal: false);

    /// <summary>The paths a path stands for.</summary>
    /// <param name="path">A path of the session.</param>
    /// <param name="literal">Whether wildcards and backticks are plain characters.</param>
    /// <returns>Absolute paths, each of something that exists; at least one.</returns>
    /// <exception cref="PathException">It does not exist or matches nothing, or is of another provider.</exception>
    public IReadOnlyList<string> Existing(string path, bool literal)
    {
        if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            var resolved = New(path, literal);
            return Exists(resolved) ? [resolved] : throw PathErrors.NotFound(path, resolved);
        }

        ThrowIfNotPath(path);
        var matches = Resolved(path, () =>
        {
            var found = session.GetResolvedProviderPathFromPSPath(path, out var provider);
            return found.Select(match => FileSystemPath(path, provider, match)).ToList();
        });
        return matches.Count > 0 ? matches : throw PathErrors.NoMatch(path);
    }

    /// <summary>The path of a file or folder that exists, for a parameter that has no literal sibling.</summary>
    /// <param name="path">A path of the session; wildcards are plain characters.</param>
    /// <returns>An absolute path.</returns>
    /// <exception cref="PathException">It does not exist, or is of another provider.</exception>
    public string ExistingItem(string path) => Named(path) is var named && Exists(named) ? named : throw PathErrors.NotFound(path, named);

    /// <summary>The path of a file that exists, for a parameter that has no literal sibling.</summary>
    /// <param name="path">A path of the session; wildcards are plain characters.</param>
    /// <returns>An absolute path.</returns>
    /// <exception cref="PathException">It does not exist, is a folder, or is of another provider.</exception>
    public string ExistingFile(string path) => NotFolder(path, ExistingItem(path));

    /// <summary>The files a path stands for; of what a wildcard matches, folders are left out.</summary>
    /// <param name="path">A path of the session.</param>
    /// <param name="literal">Whether wildcards and backticks are plain characters.</param>
    /// <returns>Absolute paths, each of a file that exists; at least one.</returns>
    /// <exception cref="PathException">There is no such file, or the path is of another provider.</exception>
    public IReadOnlyList<string> ExistingFiles(string path, bool literal)
    {
        var existing = Existing(path, literal);
        if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [NotFolder(path, existing[0])];
        }

        List<string> files = [.. existing.Where(File.Exists)];
        return files.Count > 0 ? files : throw PathErrors.NoMatch(path);
    }

    /// <summary>The files a path stands for, for a parameter that has no literal sibling.</summary>
    /// <param name="path">A path of the session: exactly as it is where there is such a file, otherwise with wildcards.</param>
    /// <returns>Absolute paths, each of a file that exists; at least one.</returns>
    /// <exception cref="PathException">There is no such file, or the path is of another provider.</exception>
    public IReadOnlyList<string> NamedFiles(string path) =>
        New(path, literal: true) is var exact && File.Exists(exact) ? [exact] : ExistingFiles(path, literal: false);

    private static bool Exists(string resolved) => File.Exists(resolved) || Directory.Exists(resolved);

    private static string NotFolder(string path, string resolved) =>
        Directory.Exists(resolved) ? throw PathErrors.IsFolder(path, resolved) : resolved;

    private static void ThrowIfNotPath(string path)
    {
        if (path.Contains('\n', StringComparison.Ordinal))
        {
            throw PathErrors.IsText();
        }

        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw PathErrors.Invalid(path);
        }

        if (s_schemes.Any(scheme => path.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
        {
            throw PathErrors.IsAddress(path);
        }
    }

    private static T Resolved<T>(string path, Func<T> resolve)
    {
        try
        {
            return resolve();
        }
        catch (System.Management.Automation.DriveNotFoundException error)
        {
            throw PathErrors.DriveNotFound(path, error);
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            throw PathErrors.Unresolvable(path, error);
        }
    }

    private static string FileSystemPath(string path, ProviderInfo provider, string resolved) =>
        provider.Name == "FileSystem" ? resolved : throw PathErrors.NotFileSystem(path, provider.Name);
}
