using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Official;

/// <summary>The errors of downloading manifests.</summary>
internal static partial class OfficialErrors
{
    /// <summary>The id of a download that was cut off.</summary>
    public const string IncompleteId = "DownloadIncomplete";

    /// <summary>The id of a failure of the server, which may pass.</summary>
    public const string ServerFailedId = "DownloadServerFailed";

    private const string Elsewhere =
        "Without a network, New-CalicoManifest makes the same objects; a copy of the file can be given by -Path, and a mirror by -Uri.";

    /// <summary>Whether what came is a web page, as proxies and portals answer with.</summary>
    /// <param name="content">What came.</param>
    /// <returns>True when it begins like one, and so like no YAML.</returns>
    public static bool IsWebPage(byte[] content) => content.AsSpan().TrimStart("\uFEFF \r\n\t"u8) is [(byte)'<', ..];

    public static ManifestException NotPublished(Release release, CalicoDatastore datastore, CalicoVariant variant) => new(
        "ManifestNotPublished",
        ErrorKind.NotSupported,
        $"No hash of a file of Calico {release} is known to check a download by: upstream keeps files of each release only since v3.24.0.",
        $"New-CalicoManifest -Version {release} -Datastore {datastore}{(variant == CalicoVariant.Default ? "" : $" -Variant {variant}")}"
            + " makes the same objects, and needs no network. If it has to be upstream's own file, take it from "
            + $"release-{release}.tgz of its releases and give it by -Path, or give its address by -Uri without -Version: it is then not "
            + "checked.",
        release.ToString());

    public static ManifestException UnusableUri(Uri uri) => new(
        "UriUnusable",
        ErrorKind.InvalidArgument,
        $"'{Open(uri.OriginalString)}' is not the address of a file on a web server.",
        uri.IsAbsoluteUri && !uri.IsFile
            ? "Give one that begins with https:// or http://."
            : "Give one that begins with https:// or http://, or the path of a file by -Path.",
        Open(uri.OriginalString));

    public static ManifestException UriWithPassword(ManifestAddress address) => new(
        "UriWithPassword",
        ErrorKind.InvalidArgument,
        $"The address of {address} holds a user name or a password, which would end up in histories and logs.",
        "Leave them out; download a file that needs them by other means and give its path.",
        address.ToString());

    public static ManifestException WrongHash(ManifestAddress address, OfficialFile file, byte[] content) => new(
        "ManifestHashMismatch",
        ErrorKind.InvalidData,
        $"What {address} gives is not {file}: its SHA-256 is {OfficialFile.Hashed(content)}, that of the official file {file.Sha256}."
            + (IsWebPage(content) ? " It is a web page." : ""),
        IsWebPage(content)
            ? "Open the address in a browser to see what the page asks for: a proxy may want you to sign in."
            : "Nothing of it was used or kept. Look into the mirror or the proxy; leave -Version out to read a file changed on purpose.",
        address.ToString());

    public static ManifestException WebPage(ManifestAddress address) => new(
        "DownloadIsWebPage",
        ErrorKind.InvalidData,
        $"{address} gives a web page instead of YAML.",
        "Give the address of the file itself (at GitHub, that of Raw); a proxy may also want you to sign in.",
        address.ToString());

    public static ManifestException Empty(ManifestAddress address) => new(
        "DownloadEmpty", ErrorKind.InvalidData, $"{address} gives an empty file.", "Check the address and the server.", address.ToString());

    public static ManifestException TooLarge(ManifestAddress address) => new(
        "DownloadTooLarge",
        ErrorKind.InvalidData,
        $"{address} gives more than 16 MB, more than any manifest of Calico.",
        "Check the address.",
        address.ToString());

    public static ManifestException Incomplete(ManifestAddress address, Exception error) => new(
        IncompleteId,
        ErrorKind.Unreachable,
        $"The download of {address} was cut off: {error.Message}",
        $"Try again. {Elsewhere}",
        address.ToString(),
        inner: error);

    public static ManifestException TimedOut(ManifestAddress address, TimeSpan timeout, OperationCanceledException error) => new(
        "DownloadTimedOut",
        ErrorKind.TimedOut,
        string.Create(CultureInfo.InvariantCulture, $"{address} was not downloaded within {timeout.TotalSeconds:0.#} s."),
        $"Check the network and the proxy, or give it longer with -Timeout. {Elsewhere}",
        address.ToString(),
        inner: error);

    public static ManifestException Unreachable(ManifestAddress address, HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.ResponseEnded => Incomplete(address, error),
        HttpRequestError.SecureConnectionError => new(
            "DownloadNotTrusted",
            ErrorKind.Unreachable,
            $"The server of {address} is not trusted, or speaks no TLS: {Cause(error)}",
            "Add the CA of its certificate to those this machine trusts; give http:// for a server without TLS.",
            address.ToString(),
            inner: error),
        _ => new(
            "DownloadUnreachable",
            ErrorKind.Unreachable,
            $"{address} cannot be reached: {Cause(error)}",
            $"Check the address, the network and the proxy. {Elsewhere}",
            address.ToString(),
            inner: error),
    };

    public static ManifestException RedirectedNowhere(ManifestAddress address, UriFormatException error) => new(
        "DownloadRedirected",
        ErrorKind.InvalidData,
        $"{address} leads on to an address that is invalid or not of http or https.",
        "Give the address of the file itself.",
        address.ToString(),
        inner: error);

    public static ManifestException Status(ManifestAddress address, HttpResponseMessage response)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        ManifestException Error(string id, ErrorKind kind, string message, string remedy) =>
            new(id, kind, message, remedy, address.ToString());
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => Error(
                "DownloadNotFound",
                ErrorKind.NotFound,
                $"The server has no {address}: {status}.",
                "Check the address; a folder given by -Uri has the file at RELEASE/manifests/FILE below it, as upstream's has."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired => Error(
                "DownloadRefused",
                ErrorKind.PermissionDenied,
                $"The server or the proxy refuses {address}: {status}.",
                "Download it by other means and give its path."),
            >= (HttpStatusCode)300 and < (HttpStatusCode)400 => Error(
                "DownloadRedirected",
                ErrorKind.InvalidData,
                $"{address} leads on to {(response.Headers.Location is { } location ? address.Shown(location) : "nowhere")}, which is not followed: {status}.",
                "Give the address it leads to in the end; from https to http, and in circles, nothing is followed."),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Error(
                ServerFailedId, ErrorKind.Unreachable, $"The server fails to give {address}: {status}.", $"Try again later. {Elsewhere}"),
            _ => Error("DownloadFailed", ErrorKind.Unreachable, $"The server does not give {address}: {status}.", "Check the address."),
        };
    }

    // A user name, a password and a query end up in no message.
    private static string Open(string text) => Confidential().Replace(text, "");

    [GeneratedRegex("""[^/]*@|[?#].*""", RegexOptions.Singleline)]
    private static partial Regex Confidential();

    // The innermost message is the system's own; those around it say that something was wrong.
    private static string Cause(Exception error) =>
        error.InnerException is null ? $"{error.Message.TrimEnd('.')}." : Cause(error.InnerException);
}
