using CalicoTools.Manifests.Installations;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Rules;

/// <summary>A rule manifests are checked by.</summary>
/// <param name="Id">Its stable identifier.</param>
/// <param name="Severity">How much what it finds matters.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
/// <param name="Evaluate">Looks for it.</param>
internal sealed record ManifestRule(
    string Id, FindingSeverity Severity, string Message, string Remedy, Func<Installation, IEnumerable<Evidence>> Evaluate)
{
    /// <summary>The releases it is about; null for all. A release that cannot be told is none of them.</summary>
    public ReleaseSet? Releases { get; init; }

    /// <summary>Checks an installation.</summary>
    /// <param name="installation">The installation.</param>
    /// <returns>What was found.</returns>
    public IEnumerable<Finding> Check(Installation installation) =>
        Releases is null || (installation.Release is { } release && Releases.Contains(release))
            ? Evaluate(installation).Select(seen => new Finding(Id, Severity, seen.Subject.ToString(), Message, seen.Text, Remedy))
            : [];
}
