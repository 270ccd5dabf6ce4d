namespace CalicoTools.Certificates.Issuing;

/// <summary>What a certificate to be issued shall say.</summary>
/// <param name="Name">The name of its files without ending.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Usages">What its key may be used for.</param>
/// <param name="HostNames">The names it is valid for.</param>
internal sealed record CertificateTemplate(
    string Name, CertificateRole Role, DistinguishedName Subject, UsageProfile Usages, IReadOnlyList<string> HostNames);
