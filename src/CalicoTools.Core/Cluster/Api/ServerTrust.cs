using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CalicoTools.Cluster.Connection;

namespace CalicoTools.Cluster.Api;

/// <summary>Connects to a server that is the right one, and remembers why another was not.</summary>
/// <param name="endpoint">The server.</param>
internal sealed class ServerTrust(ClusterEndpoint endpoint)
{
    private const int StreamWindow = 1024 * 1024;

    private static readonly TimeSpan s_connectTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pingAfter = TimeSpan.FromSeconds(20);

    /// <summary>Why the server's certificate was refused last; null when it was not.</summary>
    public ClusterException? Fault { get; private set; }

    /// <summary>Prepares connections.</summary>
    /// <param name="certificate">The certificate to present; null for none.</param>
    /// <returns>A client whose addresses are relative to the server's.</returns>
    public HttpClient CreateClient(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = s_connectTime,
            InitialHttp2StreamWindowSize = StreamWindow,
            KeepAlivePingDelay = s_pingAfter,
            KeepAlivePingTimeout = s_connectTime,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            UseCookies = false,
            UseProxy = endpoint.ProxyTaken is not null,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = IsServer },
        };
        if (endpoint.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(endpoint.ProxyTaken) { Credentials = ProxyUser(proxy.UserInfo) };
        }

        if (certificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
            handler.SslOptions.ClientCertificates = [certificate];
        }

        if (endpoint.Authorities is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        var client = new HttpClient(handler) { BaseAddress = endpoint.Server, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(ClusterClient.FieldManager);
        return client;
    }

    private static NetworkCredential? ProxyUser(string userInfo) => userInfo.Split(':', 2) switch
    {
        [""] => null,
        [var name] => new NetworkCredential(Uri.UnescapeDataString(name), ""),
        [var name, var password] => new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password)),
        _ => null,
    };

    private bool IsServer(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var presented = certificate as X509Certificate2;
        Fault = errors == SslPolicyErrors.None || endpoint.SkipsVerification || presented is null || chain is null
            ? null
            : Evaluate(presented, chain, errors);
        return Fault is null && presented is not null;
    }

    private ClusterException? Evaluate(X509Certificate2 certificate, X509Chain chain, SslPolicyErrors errors)
    {
        if (DateTime.Now > certificate.NotAfter || DateTime.Now < certificate.NotBefore)
        {
            return TransportErrors.CertificateNotValid(endpoint, certificate);
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && !EndsAtAuthority(chain))
        {
            return TransportErrors.CertificateUntrusted(endpoint, certificate);
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? TransportErrors.NameMismatch(endpoint, certificate) : null;
    }

    // As for kubectl, an authority in the kubeconfig is trusted even if another one issued it.
    private bool EndsAtAuthority(X509Chain chain) =>
        endpoint.Authorities is { } authorities &&
        chain.ChainStatus.All(static status =>
            status.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.NoError) &&
        chain.ChainElements.Any(element => authorities.Any(authority => authority.Equals(element.Certificate)));
}
