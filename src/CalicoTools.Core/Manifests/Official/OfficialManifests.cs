using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Official;

/// <summary>Manifests read from upstream or from a mirror of it.</summary>
public static class OfficialManifests
{
    /// <summary>
    /// Reads the file upstream published with a release: out of the cache of the current user, otherwise downloaded, checked by its SHA-256
    /// and kept there.
    /// </summary>
    /// <param name="release">The release.</param>
    /// <param name="datastore">The datastore it is for.</param>
    /// <param name="variant">The variant it is in.</param>
    /// <param name="mirror">
    /// Where to download it instead of from upstream: the address of the file, ending in <c>.yaml</c> or <c>.yml</c>, or of a folder that
    /// is laid out as upstream's, with <c>RELEASE/manifests/FILE</c> below it.
    /// </param>
    /// <param name="timeout">How long the download may take, tries included.</param>
    /// <param name="log">Told of what is done.</param>
    /// <param name="cancellation">Stops it; the cache then holds the whole file or nothing.</param>
    /// <returns>The manifest, exactly as upstream published it.</returns>
    /// <exception cref="ManifestException">There is no such file, it cannot be had, or what was downloaded is not it.</exception>
    public static async Task<CalicoManifest> ReadAsync(
        Release release,
        CalicoDatastore datastore,
        CalicoVariant variant,
        Uri? mirror,
        TimeSpan timeout,
        ICommandLog log,
        CancellationToken cancellation)
    {
        var file = OfficialFile.Of(release, datastore, variant);
        var address = mirror is null ? ManifestAddress.Upstream(file) : ManifestAddress.Checked(mirror).Of(file);
        var content = await ReadAsync(file, address, ManifestCache.OfCurrentUser(), timeout, log, cancellation).ConfigureAwait(false);
        return ManifestReader.ReadBytes(content, address.ToString());
    }

    /// <summary>Reads an official file out of a cache, or downloads it into the cache.</summary>
    /// <param name="file">The file.</param>
    /// <param name="address">Where to download it.</param>
    /// <param name="cache">The cache.</param>
    /// <param name="timeout">How long the download may take, tries included.</param>
    /// <param name="log">Told of what is done.</param>
    /// <param name="cancellation">Stops it; the cache then holds the whole file or nothing.</param>
    /// <returns>The file's content, byte for byte.</returns>
    /// <exception cref="ManifestException">It cannot be had, or what was downloaded is not it.</exception>
    internal static async Task<byte[]> ReadAsync(
        OfficialFile file, ManifestAddress address, ManifestCache cache, TimeSpan timeout, ICommandLog log, CancellationToken cancellation)
    {
        if (cache.Find(file, log, cancellation) is { } cached)
        {
            return cached;
        }

        var content = await ManifestDownload.ReadAsync(address, file.ToString(), timeout, log, cancellation).ConfigureAwait(false);
        if (!file.IsIn(content))
        {
            throw OfficialErrors.WrongHash(address, file, content);
        }

        log.Verbose($"Its SHA-256 is that of {file}: {file.Sha256}.");
        cache.Keep(file, content, log, cancellation);
        return content;
    }

    /// <summary>Downloads a manifest that need not be one of upstream's. It is not kept.</summary>
    /// <param name="uri">Its address.</param>
    /// <param name="timeout">How long the download may take, tries included.</param>
    /// <param name="log">Told of what is done.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ManifestException">It cannot be had, or is no manifest.</exception>
    public static async Task<CalicoManifest> ReadAsync(Uri uri, TimeSpan timeout, ICommandLog log, CancellationToken cancellation)
    {
        var address = ManifestAddress.Checked(uri);
        var content = await ManifestDownload.ReadAsync(address, "manifest", timeout, log, cancellation).ConfigureAwait(false);
        if (OfficialErrors.IsWebPage(content))
        {
            throw OfficialErrors.WebPage(address);
        }

        if (OfficialFile.With(content) is { } file)
        {
            log.Verbose($"It is {file}: its SHA-256 is {file.Sha256}.");
        }
        else
        {
            log.Warning(
                $"What {address} gives was not checked: its SHA-256, {OfficialFile.Hashed(content)}, is that of no official file known.");
        }

        return ManifestReader.ReadBytes(content, address.ToString());
    }
}
