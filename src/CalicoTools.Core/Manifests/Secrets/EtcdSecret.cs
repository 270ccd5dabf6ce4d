using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoTools.Calico;
using CalicoTools.Certificates;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Manifests.Secrets;

/// <summary>The Secret that Calico's manifests mount at /calico-secrets.</summary>
public static partial class EtcdSecret
{
    private const int LongestName = 253;
    private const int LongestNamespace = 63;

    /// <summary>Makes the Secret.</summary>
    /// <param name="certificates">The certificates.</param>
    /// <param name="name">Its name; the official manifests know it as <c>calico-etcd-secrets</c>.</param>
    /// <param name="namespaceName">Its namespace; theirs is <c>kube-system</c>.</param>
    /// <returns>A manifest with this one object. It holds the key.</returns>
    /// <exception cref="ManifestException">Kubernetes allows no such name.</exception>
    public static CalicoManifest Create(CalicoCertificateSet certificates, string name, string namespaceName)
    {
        if (name.Length > LongestName || !Subdomain().IsMatch(name))
        {
            throw NameInvalid("name", name, "lower-case letters, digits, '-' and '.'");
        }

        if (namespaceName.Length > LongestNamespace || !Label().IsMatch(namespaceName))
        {
            throw NameInvalid("namespace", namespaceName, "lower-case letters, digits and '-', at most 63");
        }

        var key = ((CertificateSet)certificates).EncodedClientKey();
        try
        {
            return Manifest.FromObjects(
                $"Secret {namespaceName}/{name}",
                new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "Secret",
                    ["type"] = "Opaque",
                    ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = namespaceName },
                    ["data"] = new JsonObject
                    {
                        [EtcdFile.CA.SecretKey] = certificates.EtcdCa,
                        [EtcdFile.Certificate.SecretKey] = certificates.EtcdCert,
                        [EtcdFile.Key.SecretKey] = Encoding.ASCII.GetString(key),
                    },
                });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static ManifestException NameInvalid(string what, string value, string allowed) => new(
        "ResourceNameInvalid",
        ErrorKind.InvalidArgument,
        $"'{value}' cannot be a Secret's {what}.",
        $"Use {allowed}, with a letter or digit first and last.",
        subject: value);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
