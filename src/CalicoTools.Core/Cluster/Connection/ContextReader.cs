using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Connection;

/// <summary>Makes an API server of a context of a kubeconfig.</summary>
internal static class ContextReader
{
    private static readonly string[] s_schemes = ["https", "http"];
    private static readonly string[] s_proxySchemes = ["http", "https", "socks5"];

    /// <summary>Reads a context.</summary>
    /// <param name="config">The kubeconfig.</param>
    /// <param name="chosen">The context; null for the current one.</param>
    /// <returns>The server.</returns>
    /// <exception cref="ClusterException">The context does not exist or is not whole.</exception>
    public static ClusterEndpoint Read(KubeConfig config, string? chosen)
    {
        var name = chosen ?? config.CurrentContext ?? throw KubeConfigErrors.NoCurrentContext(config.Contexts);
        var (context, _) = config.Find("contexts", "context", name) ?? throw KubeConfigErrors.ContextUnknown(name, config.Contexts);
        var clusterName = KubeConfig.Text(context["cluster"]) ?? throw KubeConfigErrors.Incomplete(name, "cluster", null);
        var (cluster, folder) = config.Find("clusters", "cluster", clusterName)
            ?? throw KubeConfigErrors.Incomplete(name, "cluster", clusterName);
        var userName = KubeConfig.Text(context["user"]);
        var user = userName is null
            ? new KubeUser("", [], "")
            : config.Find("users", "user", userName) is var (json, place)
                ? new KubeUser(userName, json, place)
                : throw KubeConfigErrors.Incomplete(name, "user", userName);
        var proxy = KubeConfig.Text(cluster["proxy-url"]);
        return new ClusterEndpoint(Server(clusterName, cluster), user.Credential(PluginInformation(cluster)))
        {
            Context = name,
            Authorities = Authorities(clusterName, cluster, folder),
            TlsServerName = KubeConfig.Text(cluster["tls-server-name"]) is { Length: > 0 } serverName ? serverName : null,
            SkipsVerification = cluster["insecure-skip-tls-verify"]?.GetValueKind() == JsonValueKind.True,
            Proxy = string.IsNullOrEmpty(proxy) ? null : Proxy(clusterName, proxy),
            Impersonation = user.Impersonation(),
        };
    }

    /// <summary>Reads a value that is in the kubeconfig itself or in a file beside it.</summary>
    /// <param name="owner">What it belongs to, for errors.</param>
    /// <param name="json">The cluster or user.</param>
    /// <param name="folder">The folder paths are relative to.</param>
    /// <param name="field">The field that names a file; with <c>-data</c>, the one that holds the value in base64.</param>
    /// <returns>The value; null when there is none.</returns>
    public static string? Pem(string owner, JsonObject json, string folder, string field)
    {
        if (KubeConfig.Text(json[$"{field}-data"]) is { Length: > 0 } data)
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

        return KubeConfig.Text(json[field]) is { Length: > 0 } path ? ReadFile(Path.Combine(folder, path), field) : null;
    }

    private static string ReadFile(string path, string field)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw KubeConfigErrors.FileUnreadable(path, field, error);
        }
    }

    private static Uri Server(string clusterName, JsonObject cluster)
    {
        var text = KubeConfig.Text(cluster["server"]);
        return Uri.TryCreate(text, UriKind.Absolute, out var server) && s_schemes.Contains(server.Scheme)
            ? server
            : throw KubeConfigErrors.ServerInvalid(clusterName, text);
    }

    private static Uri Proxy(string clusterName, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var proxy) && s_proxySchemes.Contains(proxy.Scheme)
            ? proxy
            : throw KubeConfigErrors.ProxyInvalid(clusterName);

    private static X509Certificate2Collection? Authorities(string clusterName, JsonObject cluster, string folder)
    {
        var owner = $"cluster '{clusterName}'";
        if (Pem(owner, cluster, folder, "certificate-authority") is not { } pem)
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException error)
        {
            throw KubeConfigErrors.ValueInvalid(owner, "certificate-authority", error);
        }

        return authorities.Count > 0
            ? authorities
            : throw KubeConfigErrors.ValueInvalid(owner, "certificate-authority");
    }

    private static JsonObject PluginInformation(JsonObject cluster)
    {
        var information = new JsonObject();
        foreach (var field in new[] { "server", "tls-server-name", "insecure-skip-tls-verify", "certificate-authority-data", "proxy-url" })
        {
            if (cluster[field] is { } value)
            {
                information[field] = value.DeepClone();
            }
        }

        return information;
    }
}
