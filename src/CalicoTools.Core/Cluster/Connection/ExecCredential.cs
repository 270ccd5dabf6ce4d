using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using k8s.KubeConfigModels;

namespace CalicoTools.Cluster.Connection;

/// <summary>A token or certificate that a program gives: an exec plugin of the kubeconfig.</summary>
/// <param name="description">What errors call it.</param>
/// <param name="plugin">The program.</param>
internal sealed class ExecCredential(string description, ExecPlugin plugin) : Credential(description), IDisposable
{
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _running = new(1);
    private X509Certificate2? _certificate;
    private AuthenticationHeaderValue? _token;
    private DateTime _freshUntil = DateTime.MinValue;

    public override bool CanRenew => true;

    public void Dispose()
    {
        _running.Dispose();
        _certificate?.Dispose();
    }

    public override async ValueTask<X509Certificate2?> PrepareAsync(CancellationToken cancellation)
    {
        await AuthorizationAsync(cancellation).ConfigureAwait(false);
        return _certificate;
    }

    public override ValueTask RenewAsync(CancellationToken cancellation)
    {
        _freshUntil = DateTime.MinValue;
        return default;
    }

    public override async ValueTask<AuthenticationHeaderValue?> AuthorizationAsync(CancellationToken cancellation)
    {
        if (DateTime.UtcNow < _freshUntil)
        {
            return _token;
        }

        await _running.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (DateTime.UtcNow >= _freshUntil)
            {
                Take(await plugin.RunAsync(cancellation).ConfigureAwait(false));
            }
        }
        finally
        {
            _running.Release();
        }

        return _token;
    }

    private void Take(ExecCredentialResponse.ExecStatus status)
    {
        if (!status.IsValid())
        {
            throw KubeConfigErrors.PluginUseless(plugin.Command, "it gave neither a token nor a certificate with its key");
        }

        _token = status.Token is { Length: > 0 } token ? Bearer(token, Description) : null;
        if (status is { ClientCertificateData: { Length: > 0 } certificate, ClientKeyData: { Length: > 0 } key })
        {
            _certificate = ClientCertificate.Load(certificate, key, Description);
        }

        _freshUntil = status.ExpirationTimestamp?.ToUniversalTime() - s_margin ?? DateTime.MaxValue;
    }
}
