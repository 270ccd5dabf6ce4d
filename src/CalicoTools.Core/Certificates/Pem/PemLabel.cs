using System.Collections.Frozen;

namespace CalicoTools.Certificates.Pem;

/// <summary>The labels PEM blocks are known by. Any other may be a piece of a key, so messages do not show it.</summary>
internal static class PemLabel
{
    private static readonly FrozenSet<string> s_known = FrozenSet.Create(
        StringComparer.Ordinal,
        "CERTIFICATE",
        "X509 CERTIFICATE",
        "TRUSTED CERTIFICATE",
        "CERTIFICATE REQUEST",
        "NEW CERTIFICATE REQUEST",
        "X509 CRL",
        "PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "DSA PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "PUBLIC KEY",
        "RSA PUBLIC KEY",
        "EC PARAMETERS",
        "DSA PARAMETERS",
        "DH PARAMETERS",
        "X9.42 DH PARAMETERS",
        "PKCS7",
        "PKCS #7 SIGNED DATA",
        "CMS");

    /// <summary>What messages show of a label.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The label itself where it is known.</returns>
    public static string Display(string label) => s_known.Contains(label) ? label : "block with an unknown label";
}
