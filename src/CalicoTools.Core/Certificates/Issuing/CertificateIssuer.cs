using System.Globalization;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Keys;
using Org.BouncyCastle.Asn1.X509;

namespace CalicoTools.Certificates.Issuing;

/// <summary>Issues sets of certificates, in memory.</summary>
public static class CertificateIssuer
{
    private const string AuthorityName = "ca";

    /// <summary>Issues a set.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="log">Is told of decisions, and of a validity that had to be cut.</param>
    /// <param name="cancellationToken">Stops reading, and between two keys.</param>
    /// <returns>The set, with all new keys; the key of an authority that existed before is not in it.</returns>
    /// <exception cref="CertificateException">Something was asked for that cannot be, or the authority must not sign.</exception>
    public static CalicoCertificateSet Issue(CertificateOptions options, ICommandLog log, CancellationToken cancellationToken) =>
        Issue(options, log, TimeProvider.System, cancellationToken);

    /// <summary>Issues a set at a given time.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="log">Is told of decisions, and of a validity that had to be cut.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancellationToken">Stops reading, and between two keys.</param>
    /// <returns>The set.</returns>
    internal static CertificateSet Issue(
        CertificateOptions options, ICommandLog log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var plan = IssuingPlan.From(options, cancellationToken);
        TellWhatIsReplaced(plan, log);
        var now = clock.GetUtcNow();
        var keys = new Dictionary<string, PrivateKey>(StringComparer.Ordinal);
        try
        {
            using var existing = options.CAPath is { } path ? ReadAuthority(options, path, log, now, cancellationToken) : null;
            if (existing is not null && plan.DescribesAuthority)
            {
                log.Warning($"What was said about a new CA is not used, since '{existing.Certificate.Subject}' signs.");
            }

            var authorityValidity = existing?.Validity ?? Validity.From(now, plan.AuthorityExpiry, plan.AuthorityBackdate);
            CheckSubjects(plan, existing?.Certificate.X509.SubjectDN ?? plan.Authority.Encode());
            var validity = LeafValidity(plan, authorityValidity, options.CAPath, log, now);
            MakeKeys(plan, existing is null, keys, log, cancellationToken);
            using var made = existing is null
                ? CertificateAuthority.Create(AuthorityName, plan.Authority, authorityValidity, plan.PathLength, keys[AuthorityName])
                : null;
            var authority = existing ?? made!;
            List<Certificate> leaves = [.. plan.Leaves.Select(leaf => authority.Sign(leaf, validity, keys[leaf.Name]))];
            RefuseUnverifiable(leaves, authority.Certificate, options.CAPath, log);
            return new CertificateSet(authority.Certificate, leaves[0], leaves[1..], keys);
        }
        catch
        {
            foreach (var key in keys.Values)
            {
                key.Dispose();
            }

            throw;
        }
    }

    private static void RefuseUnverifiable(IEnumerable<Certificate> leaves, Certificate authority, string? path, ICommandLog log)
    {
        foreach (var fault in leaves
            .SelectMany(leaf => CertificatePath.Find(leaf, authority, PathRules.Purposes(leaf.Role), now: null)?.Faults ?? [])
            .DistinctBy(static fault => (fault.RuleId, fault.Certificate)))
        {
            if (fault.Severity == FindingSeverity.Error)
            {
                throw AuthorityErrors.Refused(path, fault);
            }

            log.Verbose($"{authority.Subject}: {fault.Message}");
        }
    }

    private static void TellWhatIsReplaced(IssuingPlan plan, ICommandLog log)
    {
        foreach (var leaf in plan.Leaves.Where(static leaf => leaf.Replaced is not null))
        {
            var old = leaf.Replaced!;
            log.Verbose($"'{leaf.Name}' is issued again. What was not said is kept from the certificate it replaces: "
                + $"{old.Subject}; {(old.HostNames.Count > 0 ? string.Join(", ", old.HostNames) : "no host names")}; {old.Algorithm}.");
        }

        if (plan.LeftAlone.Count > 0)
        {
            var names = string.Join(", ", plan.LeftAlone.Select(static member => member.Name));
            log.Warning(
                $"Not issued again, since New-CalicoCerts may not have made it: {names}. Name what is an etcd member's with -EtcdHost.");
        }
    }

    private static CertificateAuthority ReadAuthority(
        CertificateOptions options, string path, ICommandLog log, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keyPath = File.Exists(options.CAKeyPath) ? options.CAKeyPath : throw AuthorityErrors.KeyMissing(path);
        var authority = new AuthorityReader(path, keyPath).Read(options.CAKeyPassword, now, cancellationToken);
        log.Verbose($"'{authority.Certificate.Subject}' in '{path}' fits the key in '{keyPath}' and signs.");
        return authority;
    }

    private static Validity LeafValidity(IssuingPlan plan, Validity authority, string? path, ICommandLog log, DateTimeOffset now)
    {
        var validity = Validity.From(now, plan.Expiry, plan.Backdate);
        if (validity.NotAfter <= authority.NotAfter)
        {
            return validity;
        }

        if (plan.IsExpiryGiven)
        {
            throw IssuingErrors.OutlivesAuthority(plan.Leaves[0].Subject.CommonName, validity.NotAfter, authority.NotAfter, path);
        }

        log.Warning(string.Create(
            CultureInfo.InvariantCulture,
            $"The certificates end on {authority.NotAfter:u}, with their CA, not on {validity.NotAfter:u}; -ValidFor gives a shorter validity."));
        return validity with { NotAfter = authority.NotAfter };
    }

    private static void CheckSubjects(IssuingPlan plan, X509Name authority)
    {
        if (plan.Leaves.FirstOrDefault(leaf => leaf.Subject.Encode().Equivalent(authority)) is { } same)
        {
            throw IssuingErrors.SubjectEqualsIssuer(same.Subject.CommonName);
        }
    }

    private static void MakeKeys(
        IssuingPlan plan, bool isAuthorityNew, Dictionary<string, PrivateKey> keys, ICommandLog log, CancellationToken cancellationToken)
    {
        List<(string Name, KeyAlgorithm Algorithm)> wanted =
        [
            .. isAuthorityNew ? [(AuthorityName, plan.AuthorityKeyAlgorithm)] : Array.Empty<(string, KeyAlgorithm)>(),
            .. plan.Leaves.Select(static leaf => (leaf.Name, leaf.KeyAlgorithm)),
        ];
        log.Verbose($"Making {(wanted.Count == 1 ? "a key" : $"{wanted.Count} keys")}: "
            + $"{string.Join(", ", wanted.Select(static key => $"{key.Name} ({key.Algorithm})"))}.");

        // Only the prime search of RSA is worth waking other threads for.
        var isSlow = wanted.Any(static key => key.Algorithm is KeyAlgorithm.RSA2048 or KeyAlgorithm.RSA3072 or KeyAlgorithm.RSA4096);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = isSlow ? -1 : 1 };
        Parallel.ForEach(wanted, parallel, item =>
        {
            var key = KeyMaker.Make(item.Algorithm);
            lock (keys)
            {
                keys.Add(item.Name, key);
                log.Progress("Making keys", keys.Count, wanted.Count);
            }
        });
    }
}
