using CalicoTools.Manifests.Installations;
using CalicoTools.Objects;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of what kube-controllers is told to run.</summary>
internal static class ControllerRules
{
    private const string Variable = "ENABLED_CONTROLLERS";
    private const string Migration = "flannelmigration";

    // Controller, and the releases that have it.
    private static readonly Dictionary<string, ReleaseSet> s_controllers = new()
    {
        ["node"] = ReleaseSet.All,
        ["policy"] = ReleaseSet.All,
        ["namespace"] = ReleaseSet.All,
        ["profile"] = ReleaseSet.All,
        ["serviceaccount"] = ReleaseSet.All,
        ["workloadendpoint"] = ReleaseSet.All,
        [Migration] = ReleaseSet.All,
        ["loadbalancer"] = ReleaseSet.Parse("v3.30.0.."),
    };

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "ControllerUnknown",
            FindingSeverity.Error,
            "kube-controllers is told to run a controller that this release does not have: it exits at startup.",
            "Take the word out, blanks and empty words too, or use a release that knows it.",
            static installation => Words(installation, (words, release) =>
                words.Where(
                    word => !s_controllers.TryGetValue(word, out var releases) || (release is not null && !releases.Contains(release))))),
        new(
            "ControllersConflict",
            FindingSeverity.Error,
            "kube-controllers is told to migrate from flannel and to do other work, which it refuses.",
            $"Let {Migration} run alone.",
            static installation =>
                Words(installation, static (words, _) => words.Length > 1 ? words.Where(static word => word == Migration) : [])),
    ];

    private static IEnumerable<Evidence> Words(Installation installation, Func<string[], ReleaseNumber?, IEnumerable<string>> wrong) =>
        from container in InspectedContainer.Of(installation)
        from variable in container.Variables
        where variable.Text("name") == Variable
        let text = variable.Text("value")
        where text is not null
        let words = text.Split(',')
        from word in wrong(words, installation.Release)
        select container.ReportVariable($"{Variable} names '{word}'", Variable);
}
