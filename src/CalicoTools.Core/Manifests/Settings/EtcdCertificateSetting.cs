using System.Runtime.InteropServices;
using System.Security;
using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>Certificates for etcd in the manifest's Secret.</summary>
/// <param name="certificates">The certificates.</param>
internal sealed class EtcdCertificateSetting(CalicoCertificateSet certificates) : ManifestSetting("-EtcdCertificate")
{
    public override IReadOnlyList<SettingLimit> Limits => [SettingLimit.EtcdOnly];

    public override IReadOnlyList<string> Variables => EtcdTrust.Variables;

    public override Action<ManifestParts, ICommandLog>? Check => EtcdTrust.Check;

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        EtcdTrust.SetPaths(parts, log);
        var secret = parts.EtcdSecret;
        if (secret["data"] is not JsonObject data)
        {
            secret["data"] = data = [];
        }

        // In the order in which the official manifests have them commented out.
        Set(EtcdFile.Key, Reveal(certificates.EtcdKey));
        Set(EtcdFile.Certificate, certificates.EtcdCert);
        Set(EtcdFile.CA, certificates.EtcdCa);

        // What stringData holds would win over data.
        void Set(EtcdFile file, string value)
        {
            data[file.SecretKey] = value;
            (secret["stringData"] as JsonObject)?.Remove(file.SecretKey);
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
