using System.Globalization;
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
    /// <param name="cancellationToken">Stops between two keys.</param>
    /// <returns>The set, with all new keys; the key of an authority that existed before is not in it.</returns>
    /// <exception cref="CertificateException">Something was asked for that cannot be, or the authority must not sign.</exception>
    public static CalicoCertificateSet Issue(CertificateOptions options, ICommandLog log, CancellationToken cancellationToken) =>
        Issue(options, log, TimeProvider.System, cancellationToken);

    /// <summary>Issues a set at a given time.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="log">Is told of decisions, and of a validity that had to be cut.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancellationToken">Stops between two keys.</param>
    /// <returns>The set.</returns>
    internal static CertificateSet Issue(
        CertificateOptions options, ICommandLog log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var plan = IssuingPlan.From(options);
        var now = clock.GetUtcNow();
        var keys = new Dictionary<string, PrivateKey>(StringComparer.Ordinal);
        try
        {
            using var existing = options.CAPath is { } path ? ReadAuthority(options, path, log, now) : null;
            if (existing is not null && plan.DescribesAuthority)
            {
                log.Warning($"What was said about a new authority is not used, since '{existing.Certificate.Subject}' signs.");
            }

            var authorityValidity = existing?.Validity ?? Validity.From(now, plan.AuthorityExpiry, plan.AuthorityBackdate);
            CheckSubjects(plan, existing?.Certificate.X509.SubjectDN ?? plan.Authority.Encode());
            var validity = LeafValidity(plan, authorityValidity, log, now);
            MakeKeys(plan, existing is null ? [AuthorityName] : [], keys, log, cancellationToken);
            using var made = existing is null
                ? CertificateAuthority.Create(AuthorityName, plan.Authority, authorityValidity, plan.PathLength, keys[AuthorityName])
                : null;
            var authority = existing ?? made!;
            List<Certificate> leaves = [.. plan.Leaves.Select(leaf => authority.Sign(leaf, validity, keys[leaf.Name]))];
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

    private static CertificateAuthority ReadAuthority(CertificateOptions options, string path, ICommandLog log, DateTimeOffset now)
    {
        var keyPath = File.Exists(options.CAKeyPath) ? options.CAKeyPath : throw AuthorityErrors.KeyMissing(path);
        var authority = new AuthorityReader(path, keyPath).Read(options.CAKeyPassword, now);
        log.Verbose($"'{authority.Certificate.Subject}' in '{path}' fits the key in '{keyPath}' and signs.");
        return authority;
    }

    private static Validity LeafValidity(IssuingPlan plan, Validity authority, ICommandLog log, DateTimeOffset now)
    {
        var validity = Validity.From(now, plan.Expiry, plan.Backdate);
        if (validity.NotAfter <= authority.NotAfter)
        {
            return validity;
        }

        if (plan.IsExpiryGiven)
        {
            throw IssuingErrors.OutlivesAuthority(plan.Leaves[0].Subject.CommonName, validity.NotAfter, authority.NotAfter);
        }

        log.Warning(string.Create(
            CultureInfo.InvariantCulture,
            $"The certificates end on {authority.NotAfter:u}, with their authority, less than a year from now; -ValidFor says how long."));
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
        IssuingPlan plan,
        IEnumerable<string> authority,
        Dictionary<string, PrivateKey> keys,
        ICommandLog log,
        CancellationToken cancellationToken)
    {
        List<string> names = [.. authority, .. plan.Leaves.Select(static leaf => leaf.Name)];
        log.Verbose($"Making {names.Count} keys ({plan.KeyAlgorithm}): {string.Join(", ", names)}.");

        // Only the prime search of RSA is worth waking other threads for.
        var isSlow = plan.KeyAlgorithm is KeyAlgorithm.RSA2048 or KeyAlgorithm.RSA3072 or KeyAlgorithm.RSA4096;
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = isSlow ? -1 : 1 };
        Parallel.ForEach(names, parallel, name =>
        {
            var key = KeyMaker.Make(plan.KeyAlgorithm);
            lock (keys)
            {
                keys.Add(name, key);
                log.Progress("Making keys", keys.Count, names.Count);
            }
        });
    }
}
