using CalicoTools.Core.Tests.Data;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

public sealed class BuiltInManifestsTests
{
    private const string Definition = "CustomResourceDefinition";

    private static readonly Lazy<IReadOnlyDictionary<(string File, string Release), IReadOnlyList<PythonObject>>> s_objects = new(ReadAll);

    public static TheoryData<string> Files => [.. PublishedManifest.All.Select(static published => published.File)];

    public static TheoryData<string, string> OfficialFiles => [.. ReferenceFolder.Manifests];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_object_upstream_published_is_there_equal_and_no_other(string file) => Assert.All(
        ReleaseCatalogue.Releases,
        release => Assert.Equal(
            ObjectHashes.Of(file, release).Where(static row => row.Kind != Definition).Order(),
            Objects(file, release).Select(static read => (read.Kind, read.Name, read.Sha256)).Order()));

    [Fact]
    public void Together_they_are_as_many_as_upstream_published()
    {
        var resources = PublishedManifest.All.Sum(
            static published => ReleaseCatalogue.Releases.Sum(release => published.Of(release).Resources.Count));
        var published = PublishedManifest.All
            .SelectMany(static published => ReleaseCatalogue.Releases.SelectMany(release => ObjectHashes.Of(published.File, release))).ToArray();
        Assert.Equal(
            (published.Length, published.Count(static hash => hash.Kind != "CustomResourceDefinition")),
            (resources, s_objects.Value.Values.Sum(static objects => objects.Count)));
    }

    [OfficialTheory]
    [MemberData(nameof(OfficialFiles))]
    public void Objects_fields_and_lists_have_the_order_of_the_official_file(string release, string file)
    {
        var official = Manifest.Parse(File.ReadAllText(ReferenceFolder.Manifest(release, file)), file);
        Assert.Equal(official.Resources, PublishedManifest.Named(file).Of(ReleaseCatalogue.Find(release)).Resources);
        Assert.Equal(
            PythonYaml.Read(TextWithoutDefinitions(official))[0].Select(Written),
            Objects(file, ReleaseCatalogue.Find(release)).Select(Written));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_read_alike_here_and_elsewhere(string file)
    {
        var published = PublishedManifest.Named(file);
        foreach (var release in ReleaseCatalogue.Releases)
        {
            var manifest = published.Of(release);
            Assert.Equal(
                Objects(file, release).Select(Written),
                WithoutDefinitions(manifest).Select(static document => document.ToObject().ToJsonString()));
            Assert.Equal(
                ("built-in", release.ImageTag, published.Datastore, published.Variant, false),
                (manifest.Source, manifest.Version, manifest.Datastore, manifest.Variant, manifest.HasSecretData));
        }
    }

    [Theory]
    [InlineData("v3.21.2", "calico-etcd.yaml", 11)]
    [InlineData("v3.32.1", "calico-etcd.yaml", 16)]
    [InlineData("v3.32.1", "calico-typha.yaml", 41)]
    public void Kubectl_reads_it(string number, string name, int objects)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(name, PublishedManifest.Named(name).Of(ReleaseCatalogue.Find(number)).ToYaml());
        var read = ExternalProgram.Run("kubectl", "annotate", "--local", "-f", file, "checked=yes", "-o", "name");
        Assert.Equal(objects, read.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_marker_and_no_term_is_left_and_no_line_ends_in_a_blank(string file) => Assert.All(
        ReleaseCatalogue.Releases,
        release =>
        {
            var text = PublishedManifest.Named(file).Of(release).ToYaml();
            Assert.DoesNotContain("#@", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"[ /:]\{[a-z-]+\}", text);
            Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', text);
        });

    [Theory]
    [MemberData(nameof(Files))]
    public void What_a_setting_uncomments_stands_where_the_official_file_has_it(string file) => Assert.All(
        ReleaseCatalogue.Releases,
        release =>
        {
            var text = PublishedManifest.Named(file).Of(release).ToYaml();
            const string pool = "            # - name: CALICO_IPV4POOL_CIDR\n            #   value: \"192.168.0.0/16\"\n";
            var at = text.IndexOf(pool, StringComparison.Ordinal);
            if (file is "calico-policy-only.yaml" or "canal.yaml")
            {
                Assert.Equal(-1, at);
                Assert.DoesNotContain("pod range of the first pool", text, StringComparison.Ordinal);
                return;
            }

            Assert.InRange(at, Last("name: FELIX_WIREGUARDMTU"), Last("name: CALICO_DISABLE_FILE_LOGGING"));
            Assert.InRange(at, Last("name: FELIX_AWSSRCDSTCHECK"), text.Length);

            int Last(string line) => text.LastIndexOf(line, StringComparison.Ordinal);
        });

    [Fact]
    public void The_Secret_for_etcd_names_its_keys_for_those_who_fill_it_by_hand() => Assert.All(
        ReleaseCatalogue.Releases,
        static release => Assert.Contains(
            "  # etcd-key: null\n  # etcd-cert: null\n  # etcd-ca: null\n",
            PublishedManifest.Named("calico-etcd.yaml").Of(release).ToYaml(),
            StringComparison.Ordinal));

    [Fact]
    public void What_upstream_does_not_publish_is_refused_with_the_way_out()
    {
        var error = Assert.Throws<ManifestException>(
            static () => BuiltInManifests.Create(ReleaseCatalogue.Newest, CalicoDatastore.Etcd, CalicoVariant.Vxlan));
        Assert.Equal(("ManifestNotBuiltIn", ErrorKind.NotSupported), (error.ErrorId, error.Kind));
        Assert.Contains("Leave the variant out", error.Remedy, StringComparison.Ordinal);
    }

    private static Dictionary<(string File, string Release), IReadOnlyList<PythonObject>> ReadAll()
    {
        var manifests = PublishedManifest.All
            .SelectMany(static published => ReleaseCatalogue.Releases.Select(release => (published, release)))
            .ToList();
        var objects = PythonYaml.Read(manifests.Select(static pair => TextWithoutDefinitions(pair.published.Of(pair.release))));
        return manifests.Zip(objects).ToDictionary(
            static pair => (pair.First.published.File, pair.First.release.ToString()), static pair => pair.Second);
    }

    private static IReadOnlyList<PythonObject> Objects(string file, Release release) => s_objects.Value[(file, release.ToString())];

    private static string TextWithoutDefinitions(Manifest manifest) =>
        string.Concat(WithoutDefinitions(manifest).Select(static document => document.Text));

    private static IEnumerable<ManifestDocument> WithoutDefinitions(Manifest manifest) =>
        manifest.Documents.Where(static document => document.Resource is { Kind: not Definition });

    private static string Written(PythonObject read) => read.Value.ToJsonString();
}
