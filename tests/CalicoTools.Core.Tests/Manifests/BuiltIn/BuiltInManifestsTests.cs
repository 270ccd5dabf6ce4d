using System.Text.Json.Nodes;
using CalicoTools.Core.Tests.Data;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

public sealed class BuiltInManifestsTests
{
    private static readonly Lazy<IReadOnlyList<IReadOnlyList<PythonObject>>> s_objects =
        new(static () => PythonYaml.Read(ReleaseCatalogue.Releases.Select(Text)));

    public static TheoryData<string> Releases => [.. ReleaseCatalogue.Releases.Select(static release => release.ToString())];

    [Theory]
    [MemberData(nameof(Releases))]
    public void Every_object_upstream_published_is_there_equal_and_no_other(string number)
    {
        var release = ReleaseCatalogue.Find(number);
        Assert.Equal(
            ObjectHashes.Of("calico-etcd.yaml", release).Order(),
            ObjectsOf(release).Select(static read => (read.Kind, read.Name, read.Sha256)).Order());
    }

    [Fact]
    public void Together_they_are_814_objects() => Assert.Equal(814, s_objects.Value.Sum(static objects => objects.Count));

    [OfficialFact]
    public void Objects_fields_and_lists_have_the_order_of_the_official_files()
    {
        var releases = ReferenceFolder.Manifests.Where(static manifest => manifest.File == "calico-etcd.yaml")
            .Select(static manifest => manifest.Release).ToArray();
        var official = PythonYaml.Read(releases.Select(static release => File.ReadAllText(ReferenceFolder.Manifest(release, "calico-etcd.yaml"))));
        Assert.NotEmpty(releases);
        Assert.All(releases.Zip(official), static pair => Assert.Equal(
            pair.Second.Select(Written),
            ObjectsOf(ReleaseCatalogue.Find(pair.First)).Select(Written)));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void It_is_read_alike_here_and_elsewhere(string number)
    {
        var release = ReleaseCatalogue.Find(number);
        var manifest = (Manifest)Etcd(release);
        Assert.Equal(ObjectsOf(release).Select(Written), manifest.Documents.Select(static document => document.ToObject().ToJsonString()));
        Assert.Equal(
            ("built-in", release.ImageTag, CalicoDatastore.Etcd, CalicoVariant.Default, false),
            (manifest.Source, manifest.Version, manifest.Datastore, manifest.Variant, manifest.HasSecretData));
    }

    [Theory]
    [InlineData("v3.21.2", 11)]
    [InlineData("v3.32.1", 16)]
    public void Kubectl_reads_it(string number, int objects)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("calico-etcd.yaml", Text(ReleaseCatalogue.Find(number)));
        var read = ExternalProgram.Run("kubectl", "annotate", "--local", "-f", file, "checked=yes", "-o", "name");
        Assert.Equal(objects, read.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void No_marker_is_left_and_no_line_ends_in_a_blank(string number)
    {
        var text = Text(ReleaseCatalogue.Find(number));
        Assert.DoesNotContain("#@", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{tag}", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public void What_a_setting_uncomments_stands_where_the_official_file_has_it(string number)
    {
        var text = Text(ReleaseCatalogue.Find(number));
        Assert.Contains("            # - name: CALICO_IPV4POOL_CIDR\n            #   value: \"192.168.0.0/16\"\n", text, StringComparison.Ordinal);
        Assert.Contains("  # etcd-key: null\n  # etcd-cert: null\n  # etcd-ca: null\n", text, StringComparison.Ordinal);
        var at = text.IndexOf("# - name: CALICO_IPV4POOL_CIDR", StringComparison.Ordinal);
        Assert.InRange(at, Last("name: FELIX_WIREGUARDMTU"), Last("name: CALICO_DISABLE_FILE_LOGGING"));

        int Last(string line) => text.LastIndexOf(line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CalicoDatastore.Kubernetes, CalicoVariant.Default, "Import-CalicoManifest")]
    [InlineData(CalicoDatastore.Kubernetes, CalicoVariant.Typha, "Import-CalicoManifest")]
    [InlineData(CalicoDatastore.Etcd, CalicoVariant.Vxlan, "Leave the variant out")]
    public void What_is_not_built_in_is_refused_with_the_way_out(CalicoDatastore datastore, CalicoVariant variant, string remedy)
    {
        var error = Assert.Throws<ManifestException>(() => BuiltInManifests.Create(ReleaseCatalogue.Newest, datastore, variant));
        Assert.Equal(("ManifestNotBuiltIn", ErrorKind.NotSupported), (error.ErrorId, error.Kind));
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    private static CalicoManifest Etcd(Release release) => BuiltInManifests.Create(release, CalicoDatastore.Etcd, CalicoVariant.Default);

    private static string Text(Release release) => Etcd(release).ToYaml();

    private static IReadOnlyList<PythonObject> ObjectsOf(Release release) =>
        s_objects.Value[ReleaseCatalogue.Releases.ToList().IndexOf(release)];

    private static string Written(PythonObject read) => ((JsonNode)read.Value).ToJsonString();
}
