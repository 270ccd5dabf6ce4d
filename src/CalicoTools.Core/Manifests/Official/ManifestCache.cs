using CalicoTools.Files;
using CalicoTools.Input;

namespace CalicoTools.Manifests.Official;

/// <summary>Official files kept on this machine. What it gives is checked again, so that damage to it is never passed on.</summary>
/// <param name="folder">Its folder, as an absolute path; null where there is no place for one.</param>
internal sealed class ManifestCache(string? folder)
{
    /// <summary>The cache of the current user.</summary>
    /// <returns>The cache, in the folder the operating system keeps caches in.</returns>
    public static ManifestCache OfCurrentUser() => new(
        OperatingSystem.IsWindows()
            ? Below(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "CalicoTools", "Cache")
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } named && Path.IsPathRooted(named) ? Below(named, "calicotools")
        : Below(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache",
            "calicotools"));

    /// <summary>Looks for a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="log">Told of what was found.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>Its content; null when it is not here, or no longer as it should be.</returns>
    public byte[]? Find(OfficialFile file, ICommandLog log, CancellationToken cancellation)
    {
        if (PathOf(file) is not { } path || !File.Exists(path))
        {
            return null;
        }

        var content = Read(path, cancellation);
        var isIntact = content is not null && file.IsIn(content);
        log.Verbose(isIntact
            ? $"It is in the cache: '{path}'."
            : $"The cached '{path}' is damaged or cannot be read; it is downloaded again.");
        return isIntact ? content : null;
    }

    /// <summary>Keeps a file: whole, or not at all. Where that is not possible, it is a warning.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="log">Told of what keeps it from being kept.</param>
    /// <param name="cancellation">Stops reading what is kept already.</param>
    public void Keep(OfficialFile file, byte[] content, ICommandLog log, CancellationToken cancellation)
    {
        if (PathOf(file) is not { } path)
        {
            log.Warning($"{file} is not kept for use without a network: this user has no folder for caches. Set XDG_CACHE_HOME to one.");
            return;
        }

        try
        {
            AtomicFile.Write(path, content, FileSecrecy.Public, overwrite: true);
            log.Verbose($"It is kept in the cache: '{path}'.");
        }
        catch (PathException) when (IsKept(file, path, cancellation))
        {
            log.Verbose($"Another process has kept it in the cache: '{path}'.");
        }
        catch (PathException error)
        {
            log.Warning($"{file} is not kept for use without a network: {error.Message} {error.Remedy}");
        }
    }

    private static bool IsKept(OfficialFile file, string path, CancellationToken cancellation) =>
        Read(path, cancellation) is { } content && file.IsIn(content);

    private static byte[]? Read(string path, CancellationToken cancellation)
    {
        try
        {
            return InputFile.ReadBytes(path, InputKind.Manifest, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PathException)
        {
            return null;
        }
    }

    private string? PathOf(OfficialFile file) => folder is null ? null : Path.Combine(folder, "manifests", file.Release, file.Name);

    private static string? Below(string above, params string[] names) => above.Length == 0 ? null : Path.Combine([above, .. names]);
}
