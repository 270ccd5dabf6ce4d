using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Rules;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>A manifest as somebody changed it by hand, and what the rules find in it.</summary>
internal static class Inspecting
{
    /// <summary>A built-in etcd manifest with passages of its text replaced; each has to be there.</summary>
    public static CalicoManifest EtcdManifest(string release, params IEnumerable<(string Old, string New)> changes) =>
        Changed(BuiltInManifests.Create(ReleaseCatalogue.Find(release), CalicoDatastore.Etcd, CalicoVariant.Default).ToYaml(), changes);

    /// <summary>The same for the Kubernetes datastore.</summary>
    public static CalicoManifest Kubernetes(string release, params IEnumerable<(string Old, string New)> changes) =>
        Kubernetes(release, CalicoVariant.Default, changes);

    public static CalicoManifest Kubernetes(string release, CalicoVariant variant, params IEnumerable<(string Old, string New)> changes) =>
        Changed(BuiltInManifests.Create(ReleaseCatalogue.Find(release), CalicoDatastore.Kubernetes, variant).ToYaml(), changes);

    public static CalicoManifest Changed(string text, params IEnumerable<(string Old, string New)> changes)
    {
        foreach (var (old, replacement) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return Manifest.Parse(text, "calico-etcd.yaml");
    }

    public static IReadOnlyList<Finding> Check(params IReadOnlyList<CalicoManifest> manifests) =>
        ManifestInspection.Check(manifests, DateTimeOffset.UtcNow);

    public static IReadOnlyList<Finding> Of(this IReadOnlyList<Finding> findings, string ruleId) =>
        [.. findings.Where(finding => finding.RuleId == ruleId)];

    /// <summary>Expects one finding of a rule, at the place where the text says it.</summary>
    public static Finding Finds(string ruleId, CalicoManifest manifest, string seen)
    {
        var finding = Assert.Single(Check(manifest).Of(ruleId));
        Assert.Contains(seen, finding.Evidence, StringComparison.Ordinal);
        Assert.StartsWith("calico-etcd.yaml:", finding.Evidence, StringComparison.Ordinal);
        return finding;
    }

    public static void FindsNot(string ruleId, CalicoManifest manifest) => Assert.Empty(Check(manifest).Of(ruleId));

    /// <summary>The line of the text a finding points at.</summary>
    public static string LineOf(CalicoManifest manifest, Finding finding) =>
        manifest.ToYaml().Split('\n')[int.Parse(finding.Evidence.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) - 1]
            .Trim();
}
