using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.BuiltIn.Definitions;
using CalicoTools.Manifests.Comparison;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Installations;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of all parts of an installation being of the release that calico-node is of.</summary>
internal static class ReleaseRules
{
    private const string Definition = "CustomResourceDefinition";
    private const string CniPlugin = "calico-cni-plugin";
    private const string Mixed = "Take all objects from one release; New-CalicoManifest makes the manifest of a release.";

    // What of a definition the release does not fix, or what a repair mends.
    private static readonly string[] s_free = ["metadata.", "pattern="];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "CniPluginRoleMissing",
            FindingSeverity.Error,
            "From this release on, the CNI plugin has a service account and a role of its own, and not all of that is here: pods "
                + "get no network.",
            "Take ServiceAccount, ClusterRole and ClusterRoleBinding calico-cni-plugin from the release's manifest.",
            static installation => installation is { Node: not null } && installation.Find("ClusterRole", "calico-node") is { } role
                ? from kind in new[] { "ServiceAccount", "ClusterRole", "ClusterRoleBinding" }
                  where installation.Find(kind, CniPlugin) is null && installation.OfKind(kind).Any()
                  select role.Report($"there is no {kind} {CniPlugin}")
                : [])
        {
            Releases = ReleaseSet.Parse("v3.26.0.."),
        },
        new(
            "ReleaseOutsideKnown",
            FindingSeverity.Information,
            "This release is older or newer than those whose manifests are known here: what varies by release may be judged by another's facts.",
            "Get-CalicoRelease lists the known releases.",
            static installation => installation is { Node: { } node, Release: { } release } &&
                (release < ReleaseCatalogue.Releases[0].Number || release > ReleaseCatalogue.Newest.Number)
                    ? [node.ReportImage($"Calico {release}; known are {ReleaseCatalogue.Releases[0]} to {ReleaseCatalogue.Newest}")]
                    : []),
        new(
            "DefinitionMissing",
            FindingSeverity.Error,
            "The release has a custom resource that is not defined here, while others are.",
            Mixed,
            static installation => installation.Node is { } node
                ? Expected(installation).Keys.Where(name => installation.Find(Definition, name) is null)
                    .Select(name => node.ReportImage($"Calico {installation.Release}, without {Definition} {name}"))
                : []),
        new(
            "DefinitionOfAnotherRelease",
            FindingSeverity.Warning,
            "A custom resource is not defined as it is in calico-node's release.",
            Mixed,
            static installation =>
                from definition in Expected(installation)
                let found = installation.Find(Definition, definition.Key)
                where found is not null
                let changes = Differences(installation.Release!, definition.Value, found)
                where changes.Count > 0 && !IsOfLaterPatch(installation.Release!, found)
                select found.Report($"{changes.Count} difference(s) to Calico {installation.Release}, the first in {changes[0].Path}")),
    ];

    private static Dictionary<string, ManifestDocument> Expected(Installation installation) =>
        installation.Node is not null && installation.EtcdConfig is null &&
        installation.OfKind(Definition)
            .Any(static item => item.Resource.Name.EndsWith(".crd.projectcalico.org", StringComparison.Ordinal)) &&
        ReleaseCatalogue.Releases.FirstOrDefault(release => release.Number == installation.Release) is { } known
            ? Definitions(known)
            : [];

    private static Dictionary<string, ManifestDocument> Definitions(Release release) => CustomResourceDefinitions.Render(
        new BuiltInSource(new ManifestKey(release, CalicoDatastore.Kubernetes, CalicoVariant.Default)), "built-in")
        .ToDictionary(static document => document.Resource!.Name);

    // The branch of a release publishes its files anew while the next patch release is in the making.
    private static bool IsOfLaterPatch(ReleaseNumber number, InspectedObject found) => ReleaseCatalogue.Releases
        .Where(release => release.Number > number && release.Number.IsSameMinor(number))
        .Any(release => Definitions(release).TryGetValue(found.Resource.Name, out var later) && Differences(release.Number, later, found).Count == 0);

    private static List<FieldChange> Differences(ReleaseNumber release, ManifestDocument expected, InspectedObject found)
    {
        var later = ReleaseFacts.Of("later-fields.txt", release)
            .Select(static fact => fact.Split(' '))
            .Where(fact => fact[0] == found.Resource.Name)
            .Select(static fact => $".schema.{fact[1]}")
            .ToArray();
        return
        [
            .. ObjectComparison.Compare(found.Resource, expected.ToObject(), found.ToObject())
                .Where(change => !later.Any(field => $"{change.Path}.".Contains($"{field}.", StringComparison.Ordinal)))
                .Where(static change => !s_free.Any(free =>
                    change.Path.StartsWith(free, StringComparison.Ordinal) || change.Old?.Contains(free, StringComparison.Ordinal) == true)),
        ];
    }
}
