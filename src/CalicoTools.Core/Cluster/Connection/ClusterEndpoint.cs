using System.Security.Cryptography.X509Certificates;

namespace CalicoTools.Cluster.Connection;

/// <summary>An API server: where it is, how it is known, and how it knows us.</summary>
/// <param name="server">Its address.</param>
/// <param name="credential">What shows the server who is asking.</param>
internal sealed class ClusterEndpoint(Uri server, Credential credential)
{
    /// <summary>Its address.</summary>
    public Uri Server { get; } = server;

    /// <summary>What shows the server who is asking.</summary>
    public Credential Credential { get; } = credential;

    /// <summary>The context it comes from; null when it comes from none.</summary>
    public string? Context { get; init; }

    /// <summary>The authorities that vouch for the server; null for those the machine trusts.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The name the server's certificate is to have; null for the one in the address.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Whether any certificate is taken for the server's.</summary>
    public bool SkipsVerification { get; init; }

    /// <summary>The proxy on the way; null for what the environment says.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The proxy requests take, without name and password; null for none. As for kubectl, none leads to this machine.</summary>
    public Uri? ProxyTaken => (Proxy ?? ProxyOfEnvironment) is { } proxy
        ? new Uri(proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped))
        : null;

    /// <summary>Headers that make the server act as somebody else.</summary>
    public IReadOnlyList<(string Name, string Value)> Impersonation { get; init; } = [];

    /// <summary>The form errors show.</summary>
    /// <returns>The address, and the context when there is one.</returns>
    public override string ToString()
    {
        var address = Server.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        return Context is null ? address : $"{address} (context '{Context}')";
    }

    private Uri? ProxyOfEnvironment =>
        Server.IsLoopback || HttpClient.DefaultProxy.IsBypassed(Server) ? null : HttpClient.DefaultProxy.GetProxy(Server);
}
