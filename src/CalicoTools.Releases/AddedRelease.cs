namespace CalicoTools.Releases.Adding;

/// <summary>What was done to add a release.</summary>
/// <param name="Release">The release.</param>
/// <param name="Neighbour">The one it was compared with.</param>
/// <param name="Manifests">Its manifests that were given, by upstream's names.</param>
/// <param name="Changed">The files changed, as paths in the checkout.</param>
/// <param name="Unequal">What does not equal the official manifests yet.</param>
/// <param name="KubernetesIsKnown">Whether it is known which Kubernetes it was tested with.</param>
internal sealed record AddedRelease(
    Release Release,
    ReleaseNumber Neighbour,
    IReadOnlyList<string> Manifests,
    IReadOnlyList<string> Changed,
    IReadOnlyList<string> Unequal,
    bool KubernetesIsKnown)
{
    /// <summary>What a person has to do, since no manifest tells it.</summary>
    public IEnumerable<string> LeftToDo()
    {
        foreach (var line in Unequal)
        {
            yield return $"mend by hand: {line}";
        }

        var missing = OfficialManifest.AllFiles.Except(Manifests).ToArray();
        if (missing.Length > 0)
        {
            yield return $"{string.Join(", ", missing)}: not given, so taken to differ from those of {Neighbour} in nothing but what they "
                + "share; take the changes back and add all of them together";
        }

        if (!KubernetesIsKnown)
        {
            var minor = $"v{Release.Number.Major}.{Release.Number.Minor}";
            yield return "src/CalicoTools.Core/Releases/kubernetes.txt: the versions of Kubernetes that upstream's documentation names for "
                + $"{minor}, as 'tested FIRST LAST  #@ {minor}.*'";
        }

        yield return "src/CalicoTools.Core/Releases/kubernetes.txt: a 'from' or an 'until', where the release notes or new definitions "
            + "exclude versions";
        yield return "src/CalicoTools.Core/Releases/notes.txt: what one should know before choosing it, from the release notes";
        yield return $"src/CalicoTools.Core/Releases/releases.txt: is {Release.Date:yyyy-MM-dd} the day of its tag?";
        yield return "README.md, CHANGELOG.md and tests that name the newest release";
    }
}
