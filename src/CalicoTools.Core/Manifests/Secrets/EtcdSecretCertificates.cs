using System.Text;
using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Certificates.Folder;
using CalicoTools.Certificates.Pem;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Installations;
using CalicoTools.Objects;

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
        var (resource, secret) = ((Manifest)manifest).Documents.Where(static document => document.Resource?.Kind == "Secret")
            .Select(static document => (document.Resource, Json: document.ToObject()))
            .FirstOrDefault(static item => EtcdFile.All.All(
                file => Value(item.Json, "stringData", file) is not null || Value(item.Json, "data", file) is not null));
        if (resource is null)
        {
            throw new CertificateException(
                "EtcdSecretMissing",
                ErrorKind.InvalidArgument,
                $"{manifest} has no Secret with {string.Join(", ", EtcdFile.All.Select(static file => file.SecretKey))}.",
                "Give the Secret of New-CalicoEtcdSecret, or the folder of the certificates.",
                manifest.ToString());
        }

        using var ca = Open(resource, secret, EtcdFile.CA);
        using var certificate = Open(resource, secret, EtcdFile.Certificate);
        using var key = Open(resource, secret, EtcdFile.Key);
        return new PemTrio(ca.Source, certificate.Source, key.Source).Read(ca, certificate, key, acceptOtherCA: false);
    }

    // As in Kubernetes, what stringData holds wins over data.
    private static PemText Open(KubernetesResource resource, JsonObject secret, EtcdFile file)
    {
        var source = $"{file.SecretKey} of {resource}";
        return (Value(secret, "stringData", file) is { } plain
            ? SecretValue.ReadPlain(Encoding.UTF8.GetBytes(plain), source, Report)
            : SecretValue.ReadEncoded(Value(secret, "data", file)!, source, Report))!;

        void Report(SecretFault fault, string what)
        {
            // Kubernetes passes over line breaks.
            if (fault != SecretFault.Wrapped)
            {
                throw new CertificateException(
                    $"EtcdValue{fault}",
                    ErrorKind.InvalidData,
                    what.EndsWith('.') ? what : $"{what}.",
                    "Make the Secret with New-CalicoEtcdSecret.",
                    source);
            }
        }
    }

    private static string? Value(JsonObject secret, string part, EtcdFile file) => (secret[part] as JsonObject)?[file.SecretKey].Text();
}
