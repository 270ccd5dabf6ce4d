using CalicoTools.Certificates.Folder;
using CalicoTools.Files;

namespace CalicoTools.Certificates.Checks;

/// <summary>Finds what is wrong with a set of certificates.</summary>
public static class CertificateChecks
{
    private static readonly string[] s_integrity =
    [
        ChainRules.NotIssuedByCA, ChainRules.Mixed, KeyRules.Mismatch,
        EtcdValueRules.OutOfStep, EtcdValueRules.Swapped, EtcdValueRules.Doubled, EtcdValueRules.NotBase64,
    ];

    /// <summary>Checks the files in a folder, however broken they are.</summary>
    /// <param name="path">The folder, as an absolute path.</param>
    /// <param name="notExpiringWithin">How long the certificates have to last; when null, what ends within 30 days is a warning.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>What was found, the authority first.</returns>
    /// <exception cref="CalicoToolsException">There is no such folder, or it is being written to.</exception>
    public static IReadOnlyList<Finding> Check(string path, TimeSpan? notExpiringWithin, CancellationToken cancellation)
    {
        FolderErrors.ThrowIfNoFolder(path);
        using var contents = FileErrors.Explained(path, () => SettledFolder.Read(path, () => FolderContents.Load(path, cancellation)));
        return
        [
            .. contents.Missing.Select(name => FolderFindings.Missing(path, name)),
            .. contents.Problems.Select(FolderFindings.Unreadable),
            .. Check(contents.Set, TimeProvider.System, notExpiringWithin),
            .. EtcdValueRules.Check(contents.Set, contents.EtcdValues),
            .. ModeRules.Check(path),
        ];
    }

    /// <summary>Checks a set: in its folder when it has one, otherwise in memory.</summary>
    /// <param name="set">The set.</param>
    /// <param name="notExpiringWithin">How long the certificates have to last; when null, what ends within 30 days is a warning.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>What was found, the authority first.</returns>
    /// <exception cref="CalicoToolsException">Its folder is gone, or is being written to.</exception>
    public static IReadOnlyList<Finding> Check(
        CalicoCertificateSet set, TimeSpan? notExpiringWithin, CancellationToken cancellation) => set.Path is { } path
        ? Check(path, notExpiringWithin, cancellation)
        : [.. Check(UncheckedSet.Of((CertificateSet)set), TimeProvider.System, notExpiringWithin)];

    /// <summary>Checks certificates and keys.</summary>
    /// <param name="set">The set.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="notExpiringWithin">How long the certificates have to last.</param>
    /// <returns>What was found.</returns>
    internal static IEnumerable<Finding> Check(UncheckedSet set, TimeProvider clock, TimeSpan? notExpiringWithin) =>
        ChainRules.Check(set, clock.GetUtcNow())
            .Concat(KeyRules.Check(set))
            .Concat(UsageRules.Check(set))
            .Concat(ValidityRules.Check(set, clock.GetUtcNow(), notExpiringWithin))
            .Concat(HostNameRules.Check(set))
            .DistinctBy(static finding => (finding.RuleId, finding.Subject, finding.Evidence));

    /// <summary>What makes certificates, keys and values no set at all, however long they are valid and whatever for.</summary>
    /// <param name="set">The set.</param>
    /// <param name="etcdValues">What the files etcd-ca, etcd-cert and etcd-key hold, by name; those that are there.</param>
    /// <returns>What was found.</returns>
    internal static IReadOnlyList<Finding> Contradictions(UncheckedSet set, IReadOnlyDictionary<string, byte[]> etcdValues) =>
        [.. ChainRules.Check(set, now: null)
            .Concat(KeyRules.Check(set))
            .Concat(EtcdValueRules.Check(set, etcdValues))
            .Where(static finding => s_integrity.Contains(finding.RuleId))];
}
