using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CalicoTools.Cluster.Api;
using CalicoTools.Input;
using CalicoTools.Objects;

namespace CalicoTools.Etcd;

/// <summary>Asks etcd endpoints how they are, as Calico would: with its certificate, trusting only its authority.</summary>
internal static class EtcdProbe
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks endpoints, all at once.</summary>
    /// <param name="endpoints">Their URLs, https.</param>
    /// <param name="identity">Who asks.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>What each answered, in the same order.</returns>
    public static async Task<IReadOnlyList<EtcdProbeResult>> ProbeAsync(
        IEnumerable<string> endpoints, EtcdIdentity identity, CancellationToken cancellation) =>
        await Task.WhenAll(endpoints.Select(endpoint => ProbeAsync(endpoint, identity, cancellation))).ConfigureAwait(false);

    private static async Task<EtcdProbeResult> ProbeAsync(string endpoint, EtcdIdentity identity, CancellationToken cancellation)
    {
        (EtcdAnswer Answer, string Detail)? fault = null;
        var (isConnected, isServerKnown) = (false, false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = async (context, stop) =>
            {
                var stream = await ConnectAsync(context.DnsEndPoint, stop).ConfigureAwait(false);
                isConnected = true;
                return stream;
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = identity.Client,
                CertificateChainPolicy = Policy(identity),
                RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                {
                    fault = Evaluate(certificate as X509Certificate2, errors);
                    isServerKnown = fault is null;
                    return isServerKnown;
                },
            },
        };
        try
        {
            using var http = new HttpClient(handler) { MaxResponseContentBufferSize = InputKind.EtcdHealth.Limit };
            using var response = await http.GetAsync(new Uri($"{endpoint}/health"), limit.Token).ConfigureAwait(false);
            var answer = await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
            var isHealthy = ApiAnswer.Object(Encoding.UTF8.GetBytes(answer)).Text("health") == "true";
            return new EtcdProbeResult(endpoint, isHealthy ? EtcdAnswer.Healthy : EtcdAnswer.Unhealthy, DisplayText.Excerpt(answer));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            var (kind, detail) = fault ?? Read(error, isServerKnown);
            return new EtcdProbeResult(endpoint, kind, detail);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var (answer, what) = isConnected ? (EtcdAnswer.Silent, "answer") : (EtcdAnswer.Unreachable, "connection");
            var detail = string.Create(CultureInfo.InvariantCulture, $"no {what} within {s_patience.TotalSeconds} seconds");
            return new EtcdProbeResult(endpoint, answer, detail);
        }
    }

    private static async Task<Stream> ConnectAsync(DnsEndPoint endpoint, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static X509ChainPolicy Policy(EtcdIdentity identity)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(identity.Authorities);
        return policy;
    }

    private static (EtcdAnswer Answer, string Detail)? Evaluate(X509Certificate2? certificate, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None ? null
        : certificate is null ? (EtcdAnswer.NotTls, "it shows no certificate")
        : DateTime.Now < certificate.NotBefore || DateTime.Now > certificate.NotAfter ? (EtcdAnswer.ServerNotValid, Validity(certificate))
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
            ? (EtcdAnswer.ServerUntrusted, $"{certificate.Subject} is from {certificate.Issuer}")
        : (EtcdAnswer.ServerNameMismatch, $"it names {Names(certificate)}");

    // A server that refuses the client's certificate does so after its own was accepted, and does not say why.
    private static (EtcdAnswer Answer, string Detail) Read(Exception error, bool isServerKnown) =>
        error is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
            ? (EtcdAnswer.Unhealthy, $"its answer is larger than {InputKind.EtcdHealth.LimitText}")
        : isServerKnown ? (EtcdAnswer.ClientRefused, "it ended the connection after it had seen the client certificate")
        : error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            ? (EtcdAnswer.Unreachable, error.Message)
        : (EtcdAnswer.NotTls, (error.InnerException ?? error).Message);

    private static string Validity(X509Certificate2 certificate) =>
        string.Create(
            CultureInfo.InvariantCulture, $"it is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}");

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static extension => extension.EnumerateDnsNames()
                .Concat(extension.EnumerateIPAddresses().Select(static address => address.ToString())))
            .ToArray();
        return names.Length == 0 ? "no host" : string.Join(", ", names);
    }
}
