using System.Security.Cryptography;
using CalicoTools.Calico;
using CalicoTools.Etcd;
using CalicoTools.Manifests.Installations;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Cluster.Checks;

/// <summary>Asks the etcd of an installation, as the installation would.</summary>
internal static class EtcdAccess
{
    /// <summary>Asks all endpoints.</summary>
    /// <param name="planned">The installation.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>What they answered; empty where none can be asked, which other rules report.</returns>
    public static async Task<IReadOnlyList<EtcdProbeResult>> AskAsync(Installation planned, CancellationToken cancellation)
    {
        if (planned is not { EtcdConfig: { } config, EtcdSecret: { } secret } ||
            EtcdEndpoints.TryParse(config.FindText("data", ConfigKey.EtcdEndpoints) ?? "") is not { Encrypted: true } endpoints)
        {
            return [];
        }

        using var authority = secret.Open(EtcdFile.CA.SecretKey);
        using var certificate = secret.Open(EtcdFile.Certificate.SecretKey);
        using var key = secret.Open(EtcdFile.Key.SecretKey);
        if (authority is null || certificate is null || key is null)
        {
            return [];
        }

        var urls = endpoints.Text.Split(',', StringSplitOptions.TrimEntries);
        try
        {
            using var identity = EtcdIdentity.Load(authority, certificate, key);
            return await EtcdProbe.ProbeAsync(urls, identity, cancellation).ConfigureAwait(false);
        }
        catch (CryptographicException error)
        {
            return [.. urls.Select(url => new EtcdProbeResult(url, EtcdAnswer.NotProbed, Reason(secret, error)))];
        }
    }

    private static string Reason(EtcdSecretContent secret, CryptographicException error) =>
        secret.Key?.Algorithm == "Ed25519" ? "this platform cannot present an Ed25519 key" : error.Message;
}
