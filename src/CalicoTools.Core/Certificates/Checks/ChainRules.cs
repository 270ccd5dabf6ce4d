namespace CalicoTools.Certificates.Checks;

/// <summary>Whether all certificates come from the set's CA.</summary>
internal static class ChainRules
{
    public const string NotIssuedByCA = "CertificateNotIssuedByCA";
    public const string Mixed = "CertificateSetMixed";
    private const string IssueAgain = "Issue it again with this CA: New-CalicoCerts -Path … -Force.";

    /// <summary>Checks where the certificates come from.</summary>
    /// <param name="set">The set.</param>
    /// <param name="now">The time at which the CAs between are to be valid; null when it does not matter.</param>
    /// <returns>What was found.</returns>
    public static IEnumerable<Finding> Check(UncheckedSet set, DateTimeOffset? now)
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
                    "The certificate has the same subject as its CA, so it counts as signed by itself and is refused.",
                    leaf.Subject,
                    "Issue it again with another common name: New-CalicoCerts -CommonName … -Force.");
            }

            if (CertificatePath.Find(leaf, authority, PathRules.Purposes(leaf.Role), now) is { Faults: var faults })
            {
                foreach (var fault in faults)
                {
                    yield return Refused(set, leaf, fault);
                }
            }
            else
            {
                strangers.Add(leaf);
                yield return new(
                    NotIssuedByCA,
                    FindingSeverity.Error,
                    set.Describe(leaf),
                    $"The certificate '{leaf.Subject}' was not issued by the set's CA.",
                    $"Its issuer is {leaf.Issuer}; the CA is {authority.Subject}, fingerprint {authority.Fingerprint[..8]}.",
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
                $"Not issued by this CA: {string.Join(", ", strangers.Select(static leaf => leaf.Name))}.",
                "Keep the files of one set in one folder, or issue the certificates again: New-CalicoCerts -Path … -Force.");
        }
    }

    /// <summary>Tells of a fault of a path.</summary>
    /// <param name="set">The set.</param>
    /// <param name="leaf">The certificate the path starts with.</param>
    /// <param name="fault">The fault.</param>
    /// <returns>The finding; it names the CA's file where the certificate at fault is in there.</returns>
    public static Finding Refused(UncheckedSet set, Certificate leaf, PathFault fault)
    {
        var isInLeaf = set.CA is not { } authority || fault.Certificate.Equals(leaf.X509)
            || !CertificateChain.FileOf(authority).Contains(fault.Certificate);
        var certificate = new Certificate("", CertificateRole.CA, fault.Certificate, default);
        return new(
            fault.RuleId,
            fault.Severity,
            set.Describe(isInLeaf ? leaf : set.CA!),
            $"Verification of '{leaf.Subject}': {fault.Message}",
            $"{certificate.Subject}, fingerprint {certificate.Fingerprint[..8]}",
            "Use another CA, or make a new one: New-CalicoCerts -NewCA.");
    }
}
