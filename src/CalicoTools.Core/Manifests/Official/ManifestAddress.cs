namespace CalicoTools.Manifests.Official;

/// <summary>Where a manifest is downloaded from.</summary>
internal sealed class ManifestAddress
{
    private const string UpstreamFolder = "https://raw.githubusercontent.com/projectcalico/calico";

    private ManifestAddress(Uri uri) => Uri = uri;

    /// <summary>The address.</summary>
    public Uri Uri { get; }

    /// <summary>Upstream's address of a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The address.</returns>
    public static ManifestAddress Upstream(OfficialFile file) => new ManifestAddress(new Uri(UpstreamFolder)).Of(file);

    /// <summary>An address that somebody gave.</summary>
    /// <param name="uri">The address.</param>
    /// <returns>The address, which can be used.</returns>
    /// <exception cref="ManifestException">It is none of http or https, or holds a password.</exception>
    public static ManifestAddress Checked(Uri uri)
    {
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw OfficialErrors.UnusableUri(uri);
        }

        var address = new ManifestAddress(uri);
        return uri.UserInfo.Length == 0 ? address : throw OfficialErrors.UriWithPassword(address);
    }

    /// <summary>The address of a file at a mirror.</summary>
    /// <param name="file">The file.</param>
    /// <returns>This one where it is a file's, otherwise that of the file below it, laid out as upstream's.</returns>
    public ManifestAddress Of(OfficialFile file)
    {
        var path = Uri.AbsolutePath;
        return path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            ? this
            : new(new UriBuilder(Uri) { Path = $"{path.TrimEnd('/')}/{file.Release}/manifests/{file.Name}" }.Uri);
    }

    /// <summary>The form messages show: without user name, password and query, which may hold a token.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => Shown(Uri);

    /// <summary>The form messages show of an address that leads on from this one.</summary>
    /// <param name="location">The address; it may be relative to this one.</param>
    /// <returns>The address without user name, password and query; of a local file, only that it is one.</returns>
    public string Shown(Uri location) =>
        !Uri.TryCreate(Uri, location, out var full) ? "an invalid address"
        : full.Scheme is "http" or "https" or "ftp"
            ? full.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped)
        : $"a {full.Scheme}: address";
}
