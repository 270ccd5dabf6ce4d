using CalicoTools.Releases;

namespace CalicoTools.Cluster.Update;

/// <summary>Which releases may follow which, and what to mind on the way.</summary>
internal static class UpdatePath
{
    private static readonly (ReleaseNumber From, ReleaseNumber To)[] s_sources =
    [
        (new(3, 0, 0), new(0, 0, 0)),
        (new(3, 15, 0), new(3, 28, 0)),
    ];

    // Whoever passes one of these releases has to know of it; null where that holds for both datastores.
    private static readonly (ReleaseNumber Passing, CalicoDatastore? Datastore, string Text)[] s_notes =
    [
        (new(3, 28, 0), CalicoDatastore.Kubernetes,
            "From v3.28.0 on, objects of projectcalico.org/v3 have other UIDs: owner references to them have to be written anew."),
        (new(3, 32, 0), CalicoDatastore.Kubernetes,
            "From v3.32.0 on, the definitions of custom resources are stricter: an object with a value that is not allowed any more, such "
            + "as an empty ipipMode, fails at its next change."),
    ];

    private static readonly ReleaseNumber s_forked = new(3, 31, 7);
    private static readonly ReleaseNumber s_forkedUntil = new(3, 32, 1);

    /// <summary>Makes sure that a release may follow another.</summary>
    /// <param name="from">The release that is installed.</param>
    /// <param name="to">The release that is to be.</param>
    /// <exception cref="ClusterException">It may not; with the reason.</exception>
    public static void Require(ReleaseNumber from, ReleaseNumber to)
    {
        if (to < from)
        {
            throw UpdateErrors.IsOlder(from, to);
        }

        foreach (var (oldest, since) in s_sources)
        {
            if (to >= since && from < oldest)
            {
                throw UpdateErrors.SourceTooOld(from, to, oldest);
            }
        }
    }

    /// <summary>What to mind between two releases.</summary>
    /// <param name="from">The release that is installed.</param>
    /// <param name="to">The release that is to be.</param>
    /// <param name="datastore">The datastore.</param>
    /// <returns>Sentences.</returns>
    public static IEnumerable<string> Notes(ReleaseNumber from, ReleaseNumber to, CalicoDatastore datastore)
    {
        foreach (var note in s_notes.Where(note => from < note.Passing && to >= note.Passing && (note.Datastore ?? datastore) == datastore))
        {
            yield return note.Text;
        }

        if (from >= s_forked && from.Minor == s_forked.Minor && to.Minor > from.Minor && to <= s_forkedUntil)
        {
            yield return $"{from} is younger than {to}, and has corrections that {to} has not.";
        }
    }
}
