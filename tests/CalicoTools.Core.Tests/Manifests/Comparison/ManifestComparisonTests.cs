using System.Text.Json.Nodes;
using CalicoTools.Core.Tests.Manifests.BuiltIn;
using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.Comparison;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;
using CalicoTools.Releases.Adding;

namespace CalicoTools.Core.Tests.Manifests.Comparison;

/// <summary>What differs between manifests.</summary>
public sealed class ManifestComparisonTests
{
    private const string Config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: calico-config, namespace: kube-system}\ndata: {a: \"1\"}\n";
    private const string Budget = "---\napiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: b, namespace: kube-system}\n";

    private readonly CommandLog _log = new();

    [Fact]
    public void Objects_belong_together_by_kind_namespace_and_name_in_whatever_order() => Assert.Equal(
        ["PodDisruptionBudget kube-system/b: Changed apiVersion: policy/v1beta1 -> policy/v1"],
        Differences([Parse(Config + Budget)], [Parse(Budget[4..].Replace("v1beta1", "v1", StringComparison.Ordinal)), Parse(Config)]));

    [Fact]
    public void Kinds_of_one_name_in_two_groups_stay_apart() => Assert.Equal(
        ["NetworkPolicy a: Changed spec.order: 1 -> 2"],
        Differences([Parse(Policies("1"))], [Parse(Policies("2"))]));

    [Fact]
    public void What_one_side_lacks_is_one_change() => Assert.Equal(
        ["ConfigMap kube-system/calico-config: Removed : v1 -> ", "PodDisruptionBudget kube-system/b: Added :  -> policy/v1beta1"],
        Differences([Parse(Config)], [Parse(Budget)]));

    [Fact]
    public void Of_an_object_that_is_there_twice_the_last_counts_and_it_is_said()
    {
        var twice = Parse($"{Config}---\n{Config.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)}");
        Assert.Equal(["ConfigMap kube-system/calico-config: Changed data.a: 1 -> 2"], Differences([Parse(Config)], [twice]));
        Assert.Equal(
            "ConfigMap kube-system/calico-config is there 2 times in the difference; the last one counts, at test.yaml:6:1.",
            Assert.Single(_log.Warnings));
    }

    [Fact]
    public void A_side_without_a_manifest_is_an_error()
    {
        Assert.Equal("NothingToCompare", Assert.Throws<ManifestException>(() => Differences([], [Parse(Config)])).ErrorId);
        Assert.Contains(
            "difference", Assert.Throws<ManifestException>(() => Differences([Parse(Config)], [])).Message, StringComparison.Ordinal);
    }

    // Facts of calico-facts.md.
    [OfficialFact]
    public void A_later_release_differs_in_what_is_known_of_it()
    {
        var changes = Differences([Official("v3.28.5", "calico.yaml")], [Official("v3.30.7", "calico.yaml")]);
        Assert.Contains(
            "DaemonSet kube-system/calico-node: Changed spec.template.spec.containers[calico-node].image: "
            + "docker.io/calico/node:v3.28.5 -> docker.io/calico/node:v3.30.7", changes);
        Assert.Contains("ClusterRole calico-node: Added rules[tiers.crd.projectcalico.org]:  -> create, get, list, watch", changes);
        Assert.Contains(
            changes, static change => change.Contains("Removed data.cni_network_config.plugins[bandwidth]", StringComparison.Ordinal));
        Assert.Contains(
            "CustomResourceDefinition ippools.crd.projectcalico.org: Added spec.versions[v1].schema.spec.assignmentMode:  -> "
            + "string, enum=[\"Automatic\",\"Manual\"]", changes);
        Assert.Equal(
            ["adminnetworkpolicies", "baselineadminnetworkpolicies", "stagedglobalnetworkpolicies", "stagedkubernetesnetworkpolicies", "stagednetworkpolicies", "tiers"],
            changes.Where(static change => change.Contains("Added :  -> apiext", StringComparison.Ordinal))
                .Select(static change => change.Split(' ', '.')[1]).Order());
    }

    [OfficialFact]
    public void An_official_file_and_its_built_in_manifest_do_not_differ() => Assert.All(ReferenceFolder.Manifests, official => Assert.Empty(
        Differences(
            [Official(official.Release, official.File)],
            [PublishedManifest.Named(official.File).Of(ReleaseCatalogue.Find(official.Release))])));

    // Equal by the hash of the canonical form, or by comparison: of two releases the same objects.
    [OfficialFact]
    public void Objects_differ_as_their_canonical_forms_do()
    {
        var neighbours = ReferenceFolder.Manifests.GroupBy(static official => official.File)
            .SelectMany(static same => same.Zip(same.Skip(1)));
        Assert.NotEmpty(neighbours);
        Assert.All(neighbours, neighbour =>
        {
            var ((release, file), (next, _)) = neighbour;
            var (old, later) = (Objects(release, file), Objects(next, file));
            var differing = Differences([Official(release, file)], [Official(next, file)])
                .Select(static change => change.Split(": ")[0]).ToHashSet();
            // A role that grants something twice grants no more than one that does so once.
            Assert.All(
                old.Keys.Intersect(later.Keys).Where(name => differing.Contains(name) || !name.StartsWith("ClusterRole ", StringComparison.Ordinal)),
                name => Assert.Equal(CanonicalJson.Hash(old[name]) != CanonicalJson.Hash(later[name]), differing.Contains(name)));
        });
    }

    private static Dictionary<string, JsonObject> Objects(string release, string file) => ((Manifest)Official(release, file)).Documents
        .Where(static document => document.Resource is not null)
        .ToDictionary(static document => document.Resource!.ToString(), static document => document.ToObject());

    private static CalicoManifest Official(string release, string file) =>
        ManifestReader.ReadFile(ReferenceFolder.Manifest(release, file), TestContext.Current.CancellationToken);

    private static string Policies(string order) => $$"""
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: a}
        ---
        apiVersion: crd.projectcalico.org/v1
        kind: NetworkPolicy
        metadata: {name: a}
        spec: {order: {{order}}}
        """;

    private static Manifest Parse(string text) => Manifest.Parse(text, "test.yaml");

    private List<string> Differences(IReadOnlyList<CalicoManifest> old, IReadOnlyList<CalicoManifest> next) =>
        [.. ManifestComparison.Compare(old, next, _log)
            .Select(static change => $"{change.Resource}: {change.Change} {change.Path}: {change.Old} -> {change.New}")];
}
