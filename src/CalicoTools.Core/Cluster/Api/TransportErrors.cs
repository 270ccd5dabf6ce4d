using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using CalicoTools.Cluster.Connection;

namespace CalicoTools.Cluster.Api;

/// <summary>The errors of connections to API servers.</summary>
internal static class TransportErrors
{
    private const string Cure = "Check the cluster's server in the kubeconfig, that it runs, and the network and firewalls on the way.";

    public static ClusterException Of(ClusterEndpoint endpoint, Exception error, ClusterException? fault)
    {
        if (fault is not null)
        {
            return fault;
        }

        var kind = (error as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var socket = Causes(error).OfType<SocketException>().FirstOrDefault();
        if (endpoint.ProxyTaken is { } proxy &&
            kind is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError)
        {
            var reason = (error as HttpRequestException)?.StatusCode is { } status
                ? $"it answers with HTTP status {(int)status}"
                : (socket ?? error).Message.TrimEnd('.');
            return ProxyFailed(endpoint, proxy, reason, error);
        }

        if (kind == HttpRequestError.NameResolutionError)
        {
            return Error("ClusterHostUnknown", endpoint, $"the name '{endpoint.Server.Host}' cannot be resolved", error);
        }

        if (socket?.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return Error("ClusterConnectionRefused", endpoint, "nothing listens there", error);
        }

        return kind == HttpRequestError.SecureConnectionError
            ? TlsFailed(endpoint, error)
            : Error("ClusterConnectionFailed", endpoint, (socket ?? error).Message.TrimEnd('.'), error);
    }

    public static ClusterException NoAnswer(ClusterEndpoint endpoint, Exception error) => new(
        "ClusterNoAnswer",
        ErrorKind.TimedOut,
        $"The API server {endpoint} does not answer{(endpoint.ProxyTaken is { } proxy ? $" through the proxy {Address(proxy)}" : "")}.",
        Cure,
        endpoint.ToString(),
        error);

    public static ClusterException CertificateNotValid(ClusterEndpoint endpoint, X509Certificate2 certificate) => new(
        "ClusterCertificateExpired",
        ErrorKind.Unreachable,
        $"The certificate of {endpoint} is valid from {Time(certificate.NotBefore)} to {Time(certificate.NotAfter)} only.",
        "Renew the API server's certificate (kubeadm certs renew apiserver), or check this machine's clock.",
        endpoint.ToString());

    public static ClusterException CertificateUntrusted(ClusterEndpoint endpoint, X509Certificate2 certificate) => new(
        "ClusterCertificateUntrusted",
        ErrorKind.Unreachable,
        $"The certificate of {endpoint} is not issued by {Trusted(endpoint)}: its issuer is '{certificate.Issuer}'.",
        "Check that the server is the one you mean; then put its CA into the kubeconfig (certificate-authority-data).",
        endpoint.ToString());

    public static ClusterException NameMismatch(ClusterEndpoint endpoint, X509Certificate2 certificate) => new(
        "ClusterHostNameMismatch",
        ErrorKind.Unreachable,
        $"The certificate of {endpoint} is not for '{endpoint.TlsServerName ?? endpoint.Server.Host}', but for {Names(certificate)}.",
        "Use one of these names in the kubeconfig's server, or as its tls-server-name.",
        endpoint.ToString());

    /// <summary>A time as certificates' errors show it.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Such as <c>2026-01-31 12:00:00Z</c>.</returns>
    public static string Time(DateTime time) => time.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);

    private static ClusterException ProxyFailed(ClusterEndpoint endpoint, Uri proxy, string reason, Exception error) => new(
        "ClusterProxyFailed",
        ErrorKind.Unreachable,
        $"The API server {endpoint} cannot be reached through the proxy {Address(proxy)}: {reason}.",
        endpoint.Proxy is null
            ? "Check HTTPS_PROXY and NO_PROXY in the environment; name and password stand before the host: http://NAME:PASSWORD@HOST:PORT."
            : "Check the cluster's proxy-url in the kubeconfig; name and password stand before the host: http://NAME:PASSWORD@HOST:PORT.",
        endpoint.ToString(),
        error);

    private static ClusterException TlsFailed(ClusterEndpoint endpoint, Exception error)
    {
        var reason = Causes(error).Last().Message.TrimEnd('.');
        return Error(
            "ClusterTlsFailed",
            endpoint,
            $"no TLS connection comes about ({reason}); it may not speak TLS, or refuse the client certificate",
            error);
    }

    private static ClusterException Error(string id, ClusterEndpoint endpoint, string reason, Exception error) => new(
        id, ErrorKind.Unreachable, $"The API server {endpoint} cannot be reached: {reason}.", Cure, endpoint.ToString(), error);

    private static string Address(Uri proxy) => proxy.GetLeftPart(UriPartial.Authority);

    private static string Trusted(ClusterEndpoint endpoint) =>
        endpoint.Authorities is null ? "a CA this machine trusts" : "the CA in the kubeconfig";

    private static string Names(X509Certificate2 certificate)
    {
        List<string> names =
        [
            .. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(static extension =>
                extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(static address => address.ToString()))),
        ];
        return names.Count > 0 ? string.Join(", ", names) : $"'{certificate.Subject}'";
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
