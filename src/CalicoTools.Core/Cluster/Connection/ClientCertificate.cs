using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CalicoTools.Cluster.Connection;

/// <summary>The certificates users present to API servers.</summary>
internal static class ClientCertificate
{
    /// <summary>Loads a certificate with its key.</summary>
    /// <param name="certificate">The certificate, PEM.</param>
    /// <param name="key">Its key, PEM.</param>
    /// <param name="description">What errors call it.</param>
    /// <returns>The certificate, fit for TLS.</returns>
    /// <exception cref="ClusterException">They are not what they should be, or the certificate is not valid now.</exception>
    public static X509Certificate2 Load(string certificate, string key, string description)
    {
        X509Certificate2 loaded;
        try
        {
            loaded = X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw KubeConfigErrors.CertificateUnusable(description, error);
        }

        // The server does not tell why it refuses one.
        if (DateTime.Now > loaded.NotAfter || DateTime.Now < loaded.NotBefore)
        {
            throw KubeConfigErrors.CertificateNotValid(description, loaded);
        }

        if (!OperatingSystem.IsWindows())
        {
            return loaded;
        }

        using (loaded)
        {
            return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
        }
    }
}
