using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Comparison;
using CalicoTools.Manifests.Defects;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;
using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Defects;

/// <summary>What a repair mends, and that it changes nothing else.</summary>
public sealed class ManifestRepairTests
{
    private readonly CommandLog _log = new();

    [Fact]
    public void After_a_repair_no_defect_is_left_that_can_be_mended() => Assert.All(ReleaseCatalogue.Releases, release =>
    {
        foreach (var manifest in BothDatastores(release))
        {
            var findings = Check(ManifestRepair.Repair(manifest, release, _log));
            Assert.DoesNotContain(
                findings,
                static finding => finding.RuleId.StartsWith("Upstream", StringComparison.Ordinal) && finding.RuleId != "UpstreamImageTag");
            Assert.Equal(release.ImageTag == release.ToString()
                ? release.ToString() : "v3.24.6", ManifestRepair.Repair(manifest, release, _log).Version);
        }
    });

    // What calico-facts.md says of each window, and of the release that closed it.
    [Theory]
    [InlineData(
        "v3.29.0", CalicoDatastore.Kubernetes, "ClusterRole calico-node", "rules[tiers.crd.projectcalico.org]", "create, get, list, watch")]
    [InlineData("v3.29.1", CalicoDatastore.Kubernetes, "ClusterRole calico-kube-controllers", "rules[kubecontrollersconfigurations.crd.projectcalico.org]", "create, get, list, update, watch")]
    [InlineData("v3.28.2", CalicoDatastore.Kubernetes, "ClusterRole calico-kube-controllers", "rules[kubecontrollersconfigurations.crd.projectcalico.org]", "create, get, list, update, watch")]
    [InlineData("v3.30.2", CalicoDatastore.Etcd, "ClusterRole calico-kube-controllers", "rules[services]", "get, list, update, watch")]
    [InlineData(
        "v3.30.2", CalicoDatastore.Etcd, "ClusterRole calico-kube-controllers", "rules[services/status]", "get, list, update, watch")]
    public void A_role_gets_what_it_lacks(
        string release, CalicoDatastore datastore, string role, string path, string verbs) => Assert.Contains(
        Changes(BuiltIn(release, datastore)),
        change => change.Resource.ToString() == role && change.Path == path && change.New == verbs);

    // No release with it is built in: v3.23.2's manifest lacked what v3.23.3's has.
    [Fact]
    public void The_token_that_v3_23_2_for_etcd_may_not_ask_for_is_found_and_granted()
    {
        const string grant = """
              - apiGroups: [""]
                resources:
                  - serviceaccounts/token
                resourceNames:
                  - calico-node
                verbs:
                  - create

            """;
        (string, string) without = (grant, "");
        (string, string) release = (":v3.23.5", ":v3.23.2");
        var defective = EtcdManifest("v3.23.5", without, release);

        Assert.Contains(
            "create serviceaccounts/token", Finds("UpstreamTokenRequest", defective, "not granted").Evidence, StringComparison.Ordinal);
        FindsNot("UpstreamTokenRequest", EtcdManifest("v3.23.5", release));
        FindsNot("UpstreamTokenRequest", EtcdManifest("v3.23.5", without, (":v3.23.5", ":v3.23.1")));
        FindsNot("UpstreamTokenRequest", Kubernetes("v3.23.5", without, release));
        Assert.DoesNotContain(
            ManifestComparison.Compare([EtcdManifest("v3.23.5", release)], [ManifestRepair.Repair(defective, null, _log)], _log),
            static change => change.Resource.Kind == "ClusterRole");
    }

    [Fact]
    public void Every_defect_names_upstream_s_issue_or_says_that_none_is_known() => Assert.All(
        UpstreamDefects.All,
        static defect => Assert.Matches(@"\(projectcalico/calico#\d+\)|No issue of upstream's about it is known", defect.Rule.Message));

    [Fact]
    public void What_later_releases_have_is_what_a_repair_gives()
    {
        var repaired = ManifestRepair.Repair(BuiltIn("v3.30.2", CalicoDatastore.Etcd), null, _log);
        Assert.DoesNotContain(
            ManifestComparison.Compare([repaired], [BuiltIn("v3.30.3", CalicoDatastore.Etcd)], _log),
            static change => change.Resource.Kind == "ClusterRole");
    }

    [Fact]
    public void A_duration_may_have_a_fraction_after_a_repair()
    {
        var changes = Changes(BuiltIn("v3.28.5", CalicoDatastore.Kubernetes));
        Assert.Equal(19, changes.Count);
        Assert.All(changes, static change =>
        {
            Assert.Contains("felixconfigurations", change.Resource.Name, StringComparison.Ordinal);
            Assert.DoesNotMatch(Pattern(change.Old!), "1.5s");
            Assert.All(["1.5s", "90s", "1m30s"], text => Assert.Matches(Pattern(change.New!), text));
        });

        static string Pattern(string summary) =>
            System.Text.Json.JsonSerializer.Deserialize<string>(summary[(summary.IndexOf("pattern=", StringComparison.Ordinal) + 8)..])!;
    }

    [Fact]
    public void A_mount_that_not_every_kernel_has_is_taken_out() => Assert.Equal(
        ["spec.template.spec.containers[calico-node].volumeMounts[/sys/kernel/security]", "spec.template.spec.volumes[sys-kernel-security]"],
        Changes(BuiltIn("v3.31.7", CalicoDatastore.Etcd)).Select(static change => change.Path));

    [Fact]
    public void Images_are_those_of_the_release_that_was_asked_for()
    {
        var release = ReleaseCatalogue.Find("v3.24.6");
        var published = BuiltIn("v3.24.6", CalicoDatastore.Etcd);
        Assert.Equal("v3.24.5", ManifestRepair.Repair(published, null, _log).Version);
        Assert.Equal(
            4,
            ManifestComparison.Compare([published], [ManifestRepair.Repair(published, release, _log)], _log)
                .Count(static change => change.Path.EndsWith(".image", StringComparison.Ordinal)
                    && change.New!.EndsWith(":v3.24.6", StringComparison.Ordinal)));
    }

    [Fact]
    public void Where_nothing_is_to_mend_nothing_changes()
    {
        var manifest = BuiltIn("v3.28.5", CalicoDatastore.Etcd);
        Assert.Same(manifest, ManifestRepair.Repair(manifest, ReleaseCatalogue.Find("v3.28.5"), _log));
        var mended = ManifestRepair.Repair(BuiltIn("v3.29.0", CalicoDatastore.Kubernetes), null, _log);
        Assert.Same(mended, ManifestRepair.Repair(mended, null, _log));
    }

    [OfficialFact]
    public void Official_files_keep_their_comments_and_all_other_lines() => Assert.All(ReferenceFolder.Manifests, official =>
    {
        var manifest = ManifestReader.ReadFile(ReferenceFolder.Manifest(official.Release, official.File), TestContext.Current.CancellationToken);
        var repaired = ManifestRepair.Repair(manifest, null, _log);
        var (before, after) = (manifest.ToYaml().Split('\n'), repaired.ToYaml().Split('\n'));
        Assert.All(before.Except(after), static line => Assert.Contains("pattern:", line, StringComparison.Ordinal));
        Assert.InRange(after.Length - before.Length, 0, 10);
    });

    private static IEnumerable<CalicoManifest> BothDatastores(Release release) =>
        from datastore in Enum.GetValues<CalicoDatastore>()
        select BuiltInManifests.Create(release, datastore, CalicoVariant.Default);

    private static CalicoManifest BuiltIn(string release, CalicoDatastore datastore) =>
        BuiltInManifests.Create(ReleaseCatalogue.Find(release), datastore, CalicoVariant.Default);

    private IReadOnlyList<FieldChange> Changes(CalicoManifest manifest) =>
        ManifestComparison.Compare([manifest], [ManifestRepair.Repair(manifest, null, _log)], _log);
}
