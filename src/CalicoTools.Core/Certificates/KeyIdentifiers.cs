using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates;

/// <summary>By which a certificate names its own key, and that of its issuer.</summary>
internal static class KeyIdentifiers
{
    /// <summary>The identifier of a certificate's own key.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The identifier; null when the certificate has none.</returns>
    public static byte[]? OfSubject(X509Certificate certificate) =>
        certificate.GetExtensionParsedValue(X509Extensions.SubjectKeyIdentifier) is { } value
            ? SubjectKeyIdentifier.GetInstance(value).GetKeyIdentifier()
            : null;

    /// <summary>The identifier of the key that a certificate says it is signed with.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The identifier; null when the certificate has none.</returns>
    public static byte[]? OfIssuer(X509Certificate certificate) =>
        certificate.GetExtensionParsedValue(X509Extensions.AuthorityKeyIdentifier) is { } value
            ? AuthorityKeyIdentifier.GetInstance(value).KeyIdentifier?.GetOctets()
            : null;
}
