using Org.BouncyCastle.Asn1.X509;

namespace CalicoTools.Certificates.Issuing;

/// <summary>What a certificate to be issued shall say.</summary>
/// <param name="Name">The name of its files without ending.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Usages">What its key may be used for.</param>
/// <param name="HostNames">The names it is valid for; null for none.</param>
/// <param name="KeyAlgorithm">The kind of its key.</param>
/// <param name="Replaced">The certificate it takes the place of, whose identity it keeps; null for none.</param>
internal sealed record CertificateTemplate(
    string Name,
    CertificateRole Role,
    DistinguishedName Subject,
    UsageProfile Usages,
    GeneralNames? HostNames,
    KeyAlgorithm KeyAlgorithm,
    Certificate? Replaced);
