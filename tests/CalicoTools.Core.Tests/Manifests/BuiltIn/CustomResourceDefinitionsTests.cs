using CalicoTools.Core.Tests.Data;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.BuiltIn.Definitions;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

public sealed class CustomResourceDefinitionsTests
{
    // Most definitions stay the same over many releases: each text is read once.
    private static readonly Lazy<IReadOnlyDictionary<string, PythonObject>> s_objects = new(static () =>
    {
        var texts = ReleaseCatalogue.Releases.SelectMany(Definitions).Select(static document => document.Text).Distinct().ToArray();
        return texts.Zip(PythonYaml.Read(texts)).ToDictionary(static pair => pair.First, static pair => pair.Second.Single());
    });

    public static TheoryData<string> Releases => [.. ReleaseCatalogue.Releases.Select(static release => release.ToString())];

    [Theory]
    [MemberData(nameof(Releases))]
    public void Every_definition_upstream_published_is_there_equal_and_no_other(string number)
    {
        var release = ReleaseCatalogue.Find(number);
        Assert.Equal(
            ObjectHashes.Of("calico.yaml", release).Where(static hash => hash.Kind == "CustomResourceDefinition").Order(),
            Definitions(release).Select(Read).Select(static read => (read.Kind, read.Name, read.Sha256)).Order());
    }

    [Fact]
    public void There_are_as_many_different_ones_as_upstream_published() => Assert.Equal(
        ReleaseCatalogue.Releases.SelectMany(static release => ObjectHashes.Of("calico.yaml", release))
            .Where(static hash => hash.Kind == "CustomResourceDefinition").Distinct().Count(),
        s_objects.Value.Count);

    [OfficialFact]
    public void They_have_the_order_of_the_official_files()
    {
        var manifests = ReferenceFolder.Manifests.Where(static manifest => manifest.File != "calico-etcd.yaml").ToArray();
        var official = PythonYaml.Read(
            manifests.Select(static manifest => File.ReadAllText(ReferenceFolder.Manifest(manifest.Release, manifest.File))));
        Assert.NotEmpty(manifests);
        Assert.All(manifests.Zip(official), static pair => Assert.Equal(
            string.Join('\n', pair.Second.Where(static read => read.Kind == "CustomResourceDefinition").Select(static read => read.Name)),
            string.Join('\n', Definitions(ReleaseCatalogue.Find(pair.First.Release)).Select(static document => document.Resource?.Name))));
    }

    [Fact]
    public void They_are_read_alike_here_and_elsewhere() => Assert.All(
        ReleaseCatalogue.Releases.SelectMany(Definitions).DistinctBy(static document => document.Text),
        static document =>
        {
            var read = ManifestDocument.Read(document.Part);
            Assert.Equal(read.Resource, document.Resource);
            Assert.Equal(Read(document).Value.ToJsonString(), document.ToObject().ToJsonString());
            Assert.Equal(read.ToObject().ToJsonString(), document.ToObject().ToJsonString());
        });

    [Fact]
    public void Their_lines_are_written_for_people() => Assert.All(
        s_objects.Value.Keys.SelectMany(static text => text.TrimEnd('\n').Split('\n')),
        static line => Assert.False(line.Length == 0 || line.EndsWith(' ') || line.Contains('#', StringComparison.Ordinal), line));

    private static PythonObject Read(ManifestDocument document) => s_objects.Value[document.Text];

    private static IReadOnlyList<ManifestDocument> Definitions(Release release) => CustomResourceDefinitions.Render(
        new BuiltInSource(new ManifestKey(release, CalicoDatastore.Kubernetes, CalicoVariant.Default)), "test");
}
