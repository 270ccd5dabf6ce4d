using CalicoTools.Input;
using CalicoTools.Manifests.Rules;

namespace CalicoTools.Cluster.Checks;

/// <summary>The rules by which an installation is checked: those for manifests, and those for cluster and manifests together.</summary>
public static class CheckRules
{
    private const int NamesTold = 5;

    /// <summary>The rules for cluster and manifests together, as they are documented.</summary>
    public static IReadOnlyList<RuleDescription> OfClusters { get; } =
        [.. ClusterChecks.Rules.Select(static rule => new RuleDescription(rule.Id, rule.Severity, null, rule.Message, rule.Remedy))];

    /// <summary>All rules by name, each once.</summary>
    public static IReadOnlyList<RuleDescription> All { get; } =
    [
        .. ManifestInspection.Rules.Concat(OfClusters).DistinctBy(static rule => rule.Id).OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];

    /// <summary>Finds the rules that a name means.</summary>
    /// <param name="name">The name, as the user wrote it.</param>
    /// <param name="isMeant">Whether it means a rule of an id.</param>
    /// <returns>The ids of the rules.</returns>
    /// <exception cref="ClusterException">It means none; with those that are near.</exception>
    public static IReadOnlyList<string> Named(string name, Func<string, bool> isMeant) =>
        All.Select(static rule => rule.Id).Where(isMeant).ToArray() is { Length: > 0 } ids ? ids : throw Unknown(name);

    private static ClusterException Unknown(string name)
    {
        string[] near = [.. Near(name).Take(NamesTold)];
        var meant = near.Length == 0 ? "" : $"Did you mean {string.Join(" or ", near)}? ";
        return new(
            "RuleUnknown",
            ErrorKind.InvalidArgument,
            $"There is no rule '{name}'.",
            $"{meant}Get-Help about_CalicoInstallationRules and about_CalicoManifestRules list all rules.",
            name);
    }

    // What holds the name or is in it, and what is only a few letters away, the nearest first.
    private static IEnumerable<string> Near(string name) => All
        .Select(rule => (rule.Id, Distance: IsPart(rule.Id, name) ? 0 : EditDistance.Within(rule.Id.ToUpperInvariant(), name.ToUpperInvariant(), Math.Max(2, name.Length / 4))))
        .Where(static item => item.Distance is not null)
        .OrderBy(static item => item.Distance)
        .Select(static item => item.Id);

    private static bool IsPart(string id, string name) =>
        name.Length > 2 && (id.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(id, StringComparison.OrdinalIgnoreCase));
}
