namespace CalicoTools.Files;

/// <summary>
/// Symbolic links where something is written. They are followed, but for those that another user has put into a folder in which everybody
/// may: the rule of Linux's protected_symlinks, which does not see files that are replaced by renaming.
/// </summary>
internal static class NamedLink
{
    private const int LongestChain = 40;

    /// <summary>What a path leads to.</summary>
    /// <param name="path">The path, existing or not.</param>
    /// <returns>The path itself when it is not a link; otherwise what the last link names, existing or not.</returns>
    /// <exception cref="PathException">A link belongs to another user.</exception>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Follow(string path)
    {
        var target = path;
        for (var links = 0; FileStatus.OfName(target) is { Kind: FileKind.Link } link; links++)
        {
            if (IsForeign(target, link))
            {
                throw FileErrors.LinkForeign(target);
            }

            target = links < LongestChain && new FileInfo(target).ResolveLinkTarget(returnFinalTarget: false) is { } next
                ? next.FullName
                : throw new IOException("The links lead in a circle.");
        }

        return target;
    }

    private static bool IsForeign(string path, FileStatus link) =>
        !link.IsOwn && FileStatus.OfName(Path.GetDirectoryName(path)!) is { IsSharedFolder: true, IsSticky: true } folder &&
        folder.Owner != link.Owner;
}
