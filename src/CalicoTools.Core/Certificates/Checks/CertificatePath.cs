using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Checks;

/// <summary>Finds the path from a certificate to a trusted CA, and from there to a root where that is trusted too.</summary>
/// <param name="between">Intermediate certificates.</param>
/// <param name="trusted">The trusted certificates.</param>
internal sealed class CertificatePath(IReadOnlyList<X509Certificate> between, IReadOnlyList<X509Certificate> trusted)
{
    // Certificates of one name and key sign each other in every order; no real bundle comes near this.
    private const int MostSteps = 1000;

    private int _steps;

    /// <summary>Finds the path with the fewest faults.</summary>
    /// <param name="leaf">The certificate; its file may hold intermediate certificates.</param>
    /// <param name="authority">The CA; all certificates in its file are trusted.</param>
    /// <param name="purposes">What it is to be used for, as object identifiers.</param>
    /// <param name="now">
    /// The time at which the CAs between are to be valid; null when it does not matter. The certificate and the CA themselves are not
    /// judged by it.
    /// </param>
    /// <returns>The certificate, then its CAs upwards, and their faults; null when no path leads to a trusted CA.</returns>
    public static (IReadOnlyList<X509Certificate> Path, IReadOnlyList<PathFault> Faults)? Find(
        Certificate leaf, Certificate authority, IReadOnlyList<string> purposes, DateTimeOffset? now)
    {
        var search = new CertificatePath(CertificateChain.FileOf(leaf), CertificateChain.FileOf(authority));
        (IReadOnlyList<X509Certificate> Path, IReadOnlyList<PathFault> Faults)? best = null;
        foreach (var path in search.Paths([leaf.X509], isTrusted: false))
        {
            List<PathFault> faults =
            [
                .. PathRules.Check(path, purposes),
                .. now is { } time ? search.CheckValidity(path.Skip(1), time).Where(fault => !fault.Certificate.Equals(authority.X509)) : [],
            ];
            if (best is null || Weight(faults) < Weight(best.Value.Faults))
            {
                best = (path, faults);
            }

            if (faults.Count == 0)
            {
                break;
            }
        }

        return best;
    }

    // etcd needs no CA above the first that it trusts; other programs go on to the root.
    private IEnumerable<PathFault> CheckValidity(IEnumerable<X509Certificate> authorities, DateTimeOffset now)
    {
        var isNeeded = true;
        foreach (var authority in authorities)
        {
            if (PathRules.CheckValidity(authority, isNeeded, now) is { } fault)
            {
                yield return fault;
            }

            isNeeded = isNeeded && !trusted.Contains(authority);
        }
    }

    private static int Weight(IReadOnlyList<PathFault> faults) =>
        faults.Sum(static fault => fault.Severity == FindingSeverity.Error ? MostSteps : 1);

    private IEnumerable<IReadOnlyList<X509Certificate>> Paths(IReadOnlyList<X509Certificate> path, bool isTrusted)
    {
        var last = path[^1];
        var isComplete = isTrusted;
        if (!isTrusted || !last.SubjectDN.Equivalent(last.IssuerDN))
        {
            foreach (var (issuer, isAnchor) in Issuers(path, isTrusted))
            {
                isComplete = false;
                foreach (var longer in Paths([.. path, issuer], isAnchor))
                {
                    yield return longer;
                }
            }
        }

        if (isComplete)
        {
            yield return path;
        }
    }

    private IEnumerable<(X509Certificate Issuer, bool IsAnchor)> Issuers(IReadOnlyList<X509Certificate> path, bool isTrusted) =>
        trusted.Select(static issuer => (issuer, true))
            .Concat(isTrusted ? [] : between.Select(static issuer => (issuer, false)))
            .Where(item => path[^1].IssuerDN.Equivalent(item.Item1.SubjectDN) && !path.Contains(item.Item1))
            .Where(item => _steps++ < MostSteps && CertificateChain.IsIssuedBy(path[^1], item.Item1));
}
