using CalicoTools.Certificates.Folder;
using CalicoTools.Certificates.Keys;

namespace CalicoTools.Certificates.Checks;

/// <summary>Whether the keys are those of the certificates.</summary>
internal static class KeyRules
{
    public const string Mismatch = "CertificateKeyMismatch";

    public static IEnumerable<Finding> Check(UncheckedSet set)
    {
        foreach (var certificate in set.All)
        {
            if (set.Keys.GetValueOrDefault(certificate.Name) is not { } key)
            {
                if (certificate.Role == CertificateRole.Member)
                {
                    yield return new(
                        "MemberKeyMissing",
                        FindingSeverity.Information,
                        set.Describe(certificate),
                        $"The key of the etcd member '{certificate.Name}' is not here.",
                        $"There is no {FileNames.Key(certificate.Name)}.",
                        "Nothing to do if it is kept on the member only.");
                }
            }
            else if (!Fits(key, certificate))
            {
                yield return new(
                    Mismatch,
                    FindingSeverity.Error,
                    set.Path is null ? certificate.Subject : Path.Combine(set.Path, FileNames.Key(certificate.Name)),
                    $"The key is not the one of the certificate '{certificate.Subject}'.",
                    $"The certificate is about another key ({certificate.Algorithm}) than this one ({key.PublicKey.Algorithm}).",
                    "Put the right key there, or issue the certificate again: New-CalicoCerts -Path … -Force.");
            }
        }
    }

    // A bundle may hold an old certificate of the authority, or those above it; its key is that of one of them.
    private static bool Fits(PrivateKey key, Certificate certificate) => key.Fits(certificate)
        || (certificate.Role == CertificateRole.CA
            && CertificateChain.FileOf(certificate).Any(other => key.PublicKey.Equals(new PublicKey(other.SubjectPublicKeyInfo))));
}
