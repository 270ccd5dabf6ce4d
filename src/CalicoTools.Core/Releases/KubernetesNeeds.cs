using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CalicoTools.Releases;

/// <summary>What a release asks of Kubernetes.</summary>
/// <param name="Tested">The versions upstream tested it with; null for a release of which that is not known.</param>
/// <param name="Floor">The lowest version it works on; null when there is none known.</param>
/// <param name="Ceiling">The highest version it works on; null when there is none known.</param>
internal sealed record KubernetesNeeds(KubernetesRange? Tested, KubernetesLimit? Floor, KubernetesLimit? Ceiling)
{
    private const string File = "kubernetes.txt";

    private static readonly ConcurrentDictionary<ReleaseNumber, KubernetesNeeds> s_known = new();

    /// <summary>What a release asks of Kubernetes.</summary>
    /// <param name="release">The release; one that is not built in, too.</param>
    /// <returns>Its needs.</returns>
    public static KubernetesNeeds Of(ReleaseNumber release) => s_known.GetOrAdd(release, Read);

    /// <summary>How well a version of Kubernetes meets them.</summary>
    /// <param name="kubernetes">The version.</param>
    /// <returns>How well they go together.</returns>
    public KubernetesFit Fit(KubernetesVersion kubernetes) =>
        IsTooOld(kubernetes) || IsTooNew(kubernetes) ? KubernetesFit.Refused
        : Tested?.DistanceTo(kubernetes) == 0 ? KubernetesFit.Tested
        : KubernetesFit.Untested;

    /// <summary>Whether a version of Kubernetes is below the floor.</summary>
    /// <param name="kubernetes">The version.</param>
    /// <returns>True when it is.</returns>
    [MemberNotNullWhen(true, nameof(Floor))]
    public bool IsTooOld(KubernetesVersion kubernetes) => Floor is not null && kubernetes < Floor.Version;

    /// <summary>Whether a version of Kubernetes is above the ceiling.</summary>
    /// <param name="kubernetes">The version.</param>
    /// <returns>True when it is.</returns>
    [MemberNotNullWhen(true, nameof(Ceiling))]
    public bool IsTooNew(KubernetesVersion kubernetes) => Ceiling is not null && kubernetes > Ceiling.Version;

    private static KubernetesNeeds Read(ReleaseNumber release)
    {
        var facts = ReleaseFacts.Of(File, release).Select(static fact => fact.Split(' ', 3)).ToLookup(static words => words[0]);
        return new(
            facts["tested"].Select(static words => new KubernetesRange(Version(words[1]), Version(words[2]))).SingleOrDefault(),
            facts["from"].Select(Limit).MaxBy(static limit => limit.Version),
            facts["until"].Select(Limit).MinBy(static limit => limit.Version));
    }

    private static KubernetesLimit Limit(string[] words) => new(Version(words[1]), words[2]);

    private static KubernetesVersion Version(string text) => KubernetesVersion.Parse(text);
}
