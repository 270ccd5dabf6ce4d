using CalicoTools.Core.Tests.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.Settings;

/// <summary>A manifest upstream publishes, as the official file or as it is built in, and what is known of it without reading it.</summary>
internal sealed record ManifestFile(string Release, string File, bool IsBuiltIn = false)
{
    public bool IsEtcd => File == "calico-etcd.yaml";

    public bool IsVxlan => File == "calico-vxlan.yaml";

    public bool IsBpf => File == "calico-bpf.yaml";

    public bool IsPolicyOnly => File == "calico-policy-only.yaml";

    public bool IsCanal => File == "canal.yaml";

    public bool HasTypha => IsPolicyOnly || File == "calico-typha.yaml";

    public bool HasCalicoNetworking => !IsPolicyOnly && !IsCanal;

    public string Agent => IsCanal ? "DaemonSet/canal " : "DaemonSet/calico-node ";

    public string Config => IsCanal ? "ConfigMap/canal-config " : "ConfigMap/calico-config ";

    public string Pod => Agent + ".spec.template.spec";

    public string Node => Pod + ".containers[calico-node]";

    public string Text => IsBuiltIn
        ? PublishedManifest.Named(File).Of(ReleaseCatalogue.Find(Release)).ToYaml()
        : System.IO.File.ReadAllText(ReferenceFolder.Manifest(Release, File));

    public Manifest Manifest => Manifest.Parse(Text, File);

    public bool IsIn(string releases) => ReleaseSet.Parse(releases).Contains(ReleaseNumber.Parse(Release));

    public bool IsFrom(string release) => ReleaseNumber.Parse(Release) >= ReleaseNumber.Parse(release);
}
