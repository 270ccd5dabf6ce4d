namespace CalicoTools.Certificates.Checks;

/// <summary>Whether all certificates come from the set's authority.</summary>
internal static class ChainRules
{
    public const string NotIssuedByCA = "CertificateNotIssuedByCA";
    public const string Mixed = "CertificateSetMixed";
    private const string IssueAgain = "Issue it again with this authority: New-CalicoCerts -Path … -Force.";

    public static IEnumerable<Finding> Check(UncheckedSet set)
    {
        if (set.CA is not { } authority)
        {
            yield break;
        }

        var strangers = new List<Certificate>();
        foreach (var leaf in set.Leaves)
        {
            if (leaf.X509.SubjectDN.Equivalent(authority.X509.SubjectDN))
            {
                yield return new(
                    "CertificateSubjectIsIssuer",
                    FindingSeverity.Error,
                    set.Describe(leaf),
                    "The certificate has the same subject as its authority, so it counts as signed by itself and is refused.",
                    leaf.Subject,
                    "Issue it again with another common name: New-CalicoCerts -CommonName … -Force.");
            }

            if (!CertificateChain.Leads(leaf, authority))
            {
                strangers.Add(leaf);
                yield return new(
                    NotIssuedByCA,
                    FindingSeverity.Error,
                    set.Describe(leaf),
                    $"The certificate '{leaf.Subject}' was not issued by the set's authority.",
                    $"Its issuer is {leaf.Issuer}; the authority is {authority.Subject}, fingerprint {authority.Fingerprint[..8]}.",
                    IssueAgain);
            }
        }

        if (strangers.Count > 0 && strangers.Count < set.Leaves.Count())
        {
            yield return new(
                Mixed,
                FindingSeverity.Error,
                set.Path ?? authority.Subject,
                "The files come from more than one set.",
                $"Not of this authority: {string.Join(", ", strangers.Select(static leaf => leaf.Name))}.",
                "Keep the files of one set in one folder, or issue the certificates again: New-CalicoCerts -Path … -Force.");
        }
    }
}
