using CalicoTools.Manifests.Documents;

namespace CalicoTools.Manifests.Comparison;

/// <summary>Compares manifests object by object.</summary>
public static class ManifestComparison
{
    /// <summary>Compares manifests. Where an object is there twice on one side, the last one counts, as when they are applied.</summary>
    /// <param name="reference">The manifests on the one side, in the order they would be applied in.</param>
    /// <param name="difference">The manifests on the other side.</param>
    /// <param name="log">Told of objects that are there twice.</param>
    /// <returns>
    /// What differs, in the order of the first side's objects; what only the other side has follows. Nothing secret is in it.
    /// </returns>
    /// <exception cref="ManifestException">One side has no manifest.</exception>
    public static IReadOnlyList<FieldChange> Compare(
        IReadOnlyList<CalicoManifest> reference, IReadOnlyList<CalicoManifest> difference, ICommandLog log)
    {
        var before = Objects(reference, "reference", log);
        var after = Objects(difference, "difference", log);
        log.Verbose($"The reference has {before.Count} objects, the difference {after.Count}.");
        var changes = new List<FieldChange>();
        foreach (var document in before)
        {
            var other = Counterpart(document.Resource!, after);
            changes.AddRange(ObjectComparison.Compare(other?.Resource ?? document.Resource!, document.ToObject(), other?.ToObject()));
            if (other is not null)
            {
                after.Remove(other);
            }
        }

        changes.AddRange(after.SelectMany(static document => ObjectComparison.Compare(document.Resource!, null, document.ToObject())));
        return changes;
    }

    private static List<ManifestDocument> Objects(IReadOnlyList<CalicoManifest> manifests, string side, ICommandLog log)
    {
        if (manifests.Count == 0)
        {
            throw new ManifestException(
                "NothingToCompare",
                ErrorKind.InvalidArgument,
                $"There is no manifest on the side of the {side}.",
                "Give one on each side, such as Compare-CalicoManifest ./old.yaml ./new.yaml.");
        }

        var objects = new List<ManifestDocument>();
        foreach (var same in manifests.Cast<Manifest>().SelectMany(static manifest => manifest.Documents)
            .Where(static document => document.Resource is not null)
            .GroupBy(static document => document.Resource! with { ApiVersion = Group(document.Resource!) }))
        {
            objects.Add(same.Last());
            if (same.Count() > 1)
            {
                log.Warning($"{same.Key} is there {same.Count()} times in the {side}; the last one counts, at {same.Last().PositionOf()}.");
            }
        }

        return objects;
    }

    // Kinds move from one API group to another, too; but two groups may also have a kind of the same name.
    private static ManifestDocument? Counterpart(KubernetesResource resource, List<ManifestDocument> others) =>
        others.Find(other => IsSame(other.Resource!, resource) && Group(other.Resource!) == Group(resource))
        ?? others.Find(other => IsSame(other.Resource!, resource));

    private static bool IsSame(KubernetesResource left, KubernetesResource right) => left with { ApiVersion = right.ApiVersion } == right;

    private static string Group(KubernetesResource resource) =>
        resource.ApiVersion.Contains('/') ? resource.ApiVersion[..resource.ApiVersion.IndexOf('/')] : "";
}
