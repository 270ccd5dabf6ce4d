using System.Security.Cryptography;
using CalicoTools.Calico;
using CalicoTools.Certificates.Folder;
using CalicoTools.Certificates.Pem;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Manifests.Secrets;

/// <summary>Reads the certificates out of the Secret that Calico mounts.</summary>
public static class EtcdSecretCertificates
{
    /// <summary>Reads a Secret.</summary>
    /// <param name="manifest">A manifest with the Secret.</param>
    /// <returns>The certificates with the client's key.</returns>
    /// <exception cref="CalicoToolsException">It has no such Secret, or the Secret's values are not what they have to be.</exception>
    public static CalicoCertificateSet Read(CalicoManifest manifest)
    {
        var document = ((Manifest)manifest).Documents.FirstOrDefault(static document =>
            document.Resource?.Kind == "Secret" && document.ToObject()["data"] is System.Text.Json.Nodes.JsonObject data &&
            EtcdFile.All.All(file => data.ContainsKey(file.SecretKey)))
            ?? throw new CertificateException(
                "EtcdSecretMissing",
                ErrorKind.InvalidArgument,
                $"{manifest} has no Secret with {string.Join(", ", EtcdFile.All.Select(static file => file.SecretKey))} in its data.",
                "Give the Secret of New-CalicoEtcdSecret, or the folder of the certificates.",
                manifest.ToString());
        using var ca = Value(document, EtcdFile.CA);
        using var certificate = Value(document, EtcdFile.Certificate);
        using var key = Value(document, EtcdFile.Key);
        return new PemTrio(ca.Source, certificate.Source, key.Source).Read(ca, certificate, key, acceptOtherCA: false);
    }

    private static PemText Value(ManifestDocument document, EtcdFile file)
    {
        var source = $"{file.SecretKey} of {document.Resource}";
        var text = document.ToObject()["data"]![file.SecretKey].AsText() ?? "";
        var bytes = new byte[text.Length];
        try
        {
            return Convert.TryFromBase64String(text, bytes, out var length)
                ? PemText.Parse(source, bytes.AsSpan(0, length))
                : throw new CertificateException(
                    "EtcdValueNotBase64",
                    ErrorKind.InvalidData,
                    $"{source} is not base64.",
                    "Make the Secret with New-CalicoEtcdSecret.",
                    source);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
