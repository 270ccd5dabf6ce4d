using System.Runtime.InteropServices;
using System.Security;
using System.Text.Json.Nodes;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>Where etcd is and how Calico proves itself to it, which must fit each other.</summary>
internal sealed class EtcdSetting : ManifestSetting
{
    private const string Folder = "/calico-secrets/";

    // ConfigMap key, Secret key.
    private static readonly (string Path, string File)[] s_keys = [("etcd_ca", "etcd-ca"), ("etcd_cert", "etcd-cert"), ("etcd_key", "etcd-key")];

    private readonly EtcdEndpoints? _endpoints;
    private readonly CalicoCertificateSet? _certificates;
    private readonly bool _external;

    public EtcdSetting(ManifestSettings settings)
        : base(settings.EtcdEndpoint is not null ? "-EtcdEndpoint" : settings.ExternalEtcdSecret ? "-ExternalEtcdSecret" : "-EtcdCertificate")
    {
        _endpoints = settings.EtcdEndpoint is { } endpoints ? EtcdEndpoints.Parse(endpoints) : null;
        _certificates = settings.EtcdCertificate;
        _external = settings.ExternalEtcdSecret;
        if (_external && _certificates is not null)
        {
            throw SettingErrors.SecretBothWays();
        }
    }

    public override IReadOnlyList<SettingFeature> Features =>
    [
        .. _endpoints is null ? Array.Empty<SettingFeature>() : [SettingFeature.EtcdEndpoint],
        .. _certificates is null ? Array.Empty<SettingFeature>() : [SettingFeature.EtcdCertificate],
        .. _external ? [SettingFeature.ExternalEtcdSecret] : Array.Empty<SettingFeature>(),
    ];

    public override IReadOnlyList<string> Variables => ["ETCD_ENDPOINTS", "ETCD_CA_CERT_FILE", "ETCD_CERT_FILE", "ETCD_KEY_FILE"];

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        parts.ConfigText("etcd_endpoints");
        if (_endpoints is not null)
        {
            parts.SetConfigText("etcd_endpoints", _endpoints.Text);
        }

        if (_certificates is not null)
        {
            FillSecret(parts.EtcdSecret, _certificates);
        }

        if (_certificates is not null || _external)
        {
            foreach (var (path, file) in s_keys)
            {
                parts.SetConfigText(path, Folder + file);
            }
        }

        if (_external)
        {
            parts.RemoveEtcdSecret();
            log.Verbose("The Secret calico-etcd-secrets is left out: it has to be in the cluster, in kube-system, before this manifest is applied.");
        }

        CheckEncryption(parts);
    }

    private static void CheckEncryption(ManifestParts parts)
    {
        var certified = s_keys.All(key => ManifestParts.Text(parts.Config, key.Path) is { Length: > 0 });
        var endpoints = EtcdEndpoints.TryParse(parts.ConfigText("etcd_endpoints"));
        if (endpoints is { Encrypted: true } && !certified)
        {
            throw SettingErrors.EndpointWithoutCertificate(endpoints.Text);
        }

        if (endpoints is { Encrypted: false } && certified)
        {
            throw SettingErrors.CertificateWithoutEncryption(endpoints.Text);
        }
    }

    // In the order in which the official manifests name the keys in their comments.
    private static void FillSecret(JsonObject secret, CalicoCertificateSet certificates)
    {
        if (secret["data"] is not JsonObject data)
        {
            secret["data"] = data = [];
        }

        data["etcd-key"] = Reveal(certificates.EtcdKey);
        data["etcd-cert"] = certificates.EtcdCert;
        data["etcd-ca"] = certificates.EtcdCa;

        // What stringData holds would win over data.
        foreach (var (_, file) in s_keys)
        {
            (secret["stringData"] as JsonObject)?.Remove(file);
        }
    }

    private static string Reveal(SecureString text)
    {
        var plain = Marshal.SecureStringToGlobalAllocUnicode(text);
        try
        {
            return Marshal.PtrToStringUni(plain, text.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(plain);
        }
    }
}
