using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>The paths in Calico's ConfigMap that make it prove itself to etcd, and the Secret's keys they lead to.</summary>
internal static class EtcdTrust
{
    /// <summary>The key of the endpoints in Calico's ConfigMap.</summary>
    public const string Endpoints = "etcd_endpoints";

    /// <summary>The variables that take the paths.</summary>
    public static readonly IReadOnlyList<string> Variables = ["ETCD_CA_CERT_FILE", "ETCD_CERT_FILE", "ETCD_KEY_FILE"];

    private const string Folder = "/calico-secrets/";

    // Key in the ConfigMap, key in the Secret.
    private static readonly (string Path, string File)[] s_keys =
    [
        ("etcd_ca", "etcd-ca"),
        ("etcd_cert", "etcd-cert"),
        ("etcd_key", "etcd-key"),
    ];

    /// <summary>Sets the paths.</summary>
    /// <param name="parts">The manifest's objects.</param>
    public static void SetPaths(ManifestParts parts)
    {
        _ = parts.ConfigText(Endpoints);
        foreach (var (path, file) in s_keys)
        {
            parts.SetConfigText(path, Folder + file);
        }
    }

    /// <summary>Makes sure that there are certificates for https, and none for http; a placeholder is no endpoint yet.</summary>
    /// <param name="parts">The manifest's objects.</param>
    /// <param name="_">Not used: the two fit or they do not.</param>
    public static void Check(ManifestParts parts, ICommandLog _)
    {
        var hasCertificates = s_keys.All(key => ManifestParts.Text(parts.Config, key.Path) is { Length: > 0 });
        if (EtcdEndpoints.TryParse(parts.ConfigText(Endpoints)) is { } endpoints && endpoints.Encrypted != hasCertificates)
        {
            throw hasCertificates
                ? SettingErrors.CertificateWithoutEncryption(endpoints.Text)
                : SettingErrors.EndpointWithoutCertificate(endpoints.Text);
        }
    }
}
