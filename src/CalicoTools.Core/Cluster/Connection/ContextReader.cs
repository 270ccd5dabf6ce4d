using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using CalicoTools.Input;

namespace CalicoTools.Cluster.Connection;

/// <summary>Makes an API server of a context of a kubeconfig.</summary>
internal static class ContextReader
{
    private const string AuthorityField = "certificate-authority";

    private static readonly string[] s_schemes = ["https", "http"];
    private static readonly string[] s_proxySchemes = ["http", "https", "socks5"];

    /// <summary>Reads a context.</summary>
    /// <param name="config">The kubeconfig.</param>
    /// <param name="chosen">The context; null for the current one.</param>
    /// <param name="cancellation">Stops reading the files it names.</param>
    /// <returns>The server.</returns>
    /// <exception cref="ClusterException">The context does not exist or is not whole.</exception>
    public static ClusterEndpoint Read(KubeConfig config, string? chosen, CancellationToken cancellation)
    {
        var name = chosen ?? config.CurrentContext ?? throw KubeConfigErrors.NoCurrentContext(config.Contexts);
        var context = config.Context(name) ?? throw KubeConfigErrors.ContextUnknown(name, config.Contexts);
        var clusterName = context.Cluster ?? throw KubeConfigErrors.Incomplete(name, "cluster", null);
        var cluster = config.Cluster(clusterName) ?? throw KubeConfigErrors.Incomplete(name, "cluster", clusterName);
        var entry = context.User is null
            ? new UserEntry()
            : config.User(context.User) ?? throw KubeConfigErrors.Incomplete(name, "user", context.User);
        var user = new KubeUser(context.User ?? "", entry);
        var authority = Pem(Owner(clusterName), AuthorityField, cluster.CertificateAuthorityData, cluster.CertificateAuthority, cancellation);
        return new ClusterEndpoint(Server(clusterName, cluster.Server), user.Credential(PluginInformation(cluster, authority), cancellation))
        {
            Context = name,
            Authorities = authority is null ? null : Authorities(clusterName, authority),
            TlsServerName = string.IsNullOrEmpty(cluster.TlsServerName) ? null : ServerName(clusterName, cluster.TlsServerName),
            SkipsVerification = cluster.SkipTlsVerify,
            Proxy = string.IsNullOrEmpty(cluster.ProxyUrl) ? null : Proxy(clusterName, cluster.ProxyUrl),
            Impersonation = user.Impersonation(),
        };
    }

    /// <summary>Reads a value that is in the kubeconfig itself or in a file beside it.</summary>
    /// <param name="owner">What it belongs to, for errors.</param>
    /// <param name="field">The field that names the file; with <c>-data</c>, the one that holds the value.</param>
    /// <param name="data">The value in base64; null for none.</param>
    /// <param name="path">The file with the value; null for none.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The value; null when there is none.</returns>
    public static string? Pem(string owner, string field, string? data, string? path, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(data))
        {
            try
            {
                return Encoding.UTF8.GetString(Convert.FromBase64String(data));
            }
            catch (FormatException error)
            {
                throw KubeConfigErrors.ValueInvalid(owner, $"{field}-data", error);
            }
        }

        return path is null ? null : ReadFile(path, field, cancellation);
    }

    private static string Owner(string clusterName) => $"cluster '{clusterName}'";

    private static string ReadFile(string path, string field, CancellationToken cancellation)
    {
        try
        {
            return InputFile.ReadText(path, InputKind.Certificates, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw KubeConfigErrors.FileUnreadable(path, field, error);
        }
    }

    private static Uri Server(string clusterName, string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var server) && s_schemes.Contains(server.Scheme) && HasStrictHost(text, server)
            ? server
            : throw KubeConfigErrors.ServerInvalid(clusterName, text);

    // The platform turns 010.0.0.1 into 8.0.0.1, which kubectl would not connect to.
    private static bool HasStrictHost(string text, Uri uri) =>
        uri.HostNameType != UriHostNameType.IPv4 || text.Contains(uri.Host, StringComparison.Ordinal);

    private static string ServerName(string clusterName, string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Unknown ? throw KubeConfigErrors.ServerNameInvalid(clusterName, text) : text;

    private static Uri Proxy(string clusterName, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var proxy) && s_proxySchemes.Contains(proxy.Scheme) && HasStrictHost(text, proxy)
            ? proxy
            : throw KubeConfigErrors.ProxyInvalid(clusterName);

    private static X509Certificate2Collection Authorities(string clusterName, string pem)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException error)
        {
            throw KubeConfigErrors.ValueInvalid(Owner(clusterName), AuthorityField, error);
        }

        return authorities.Count > 0 ? authorities : throw KubeConfigErrors.ValueInvalid(Owner(clusterName), AuthorityField);
    }

    private static JsonObject PluginInformation(ClusterEntry cluster, string? authority) => new()
    {
        ["server"] = cluster.Server,
        ["tls-server-name"] = cluster.TlsServerName,
        ["insecure-skip-tls-verify"] = cluster.SkipTlsVerify,
        ["certificate-authority-data"] = authority is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(authority)),
        ["proxy-url"] = cluster.ProxyUrl,
    };
}
