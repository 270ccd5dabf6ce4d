using System.Text.Json.Nodes;
using CalicoTools.Core.Tests.Data;
using CalicoTools.Manifests.Documents;
using CalicoTools.Releases;
using CalicoTools.Releases.Adding;

namespace CalicoTools.Core.Tests.Manifests.Documents;

/// <summary>The files upstream published: read as they are, and edited by the line.</summary>
public sealed class OfficialManifestTests
{
    public static TheoryData<string, string> AllFiles => [.. ReferenceFolder.Files];

    public static TheoryData<string, string> Files => [.. ReferenceFolder.Sample];

    [OfficialTheory]
    [MemberData(nameof(AllFiles))]
    public void Its_objects_are_those_another_parser_reads(string release, string file)
    {
        var text = File.ReadAllText(ReferenceFolder.Manifest(release, file));
        var expected = PythonYaml.Read(text)[0].Select(static read => read.Value.ToJsonString());
        foreach (var version in WithBothLineBreaks(text))
        {
            var manifest = Manifest.Parse(version, file);
            Assert.Equal(expected, Objects(manifest).Select(static json => json.ToJsonString()));
            Assert.Equal(version, manifest.ToYaml());
        }
    }

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void Its_objects_have_the_hashes_on_record(string release, string file) => Assert.Equal(
        ObjectHashes.Of(file, ReleaseCatalogue.Find(release)).Order(),
        Objects(Read(release, file))
            .Select(static json => ((string)json["kind"]!, (string)json["metadata"]!["name"]!, CanonicalJson.Hash(json))).Order());

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void It_tells_its_release_datastore_and_variant(string release, string file)
    {
        var manifest = Read(release, file);
        Assert.Equal(ReleaseCatalogue.Find(release).ImageTag, manifest.Version);
        Assert.Equal(file == "calico-etcd.yaml" ? CalicoDatastore.Etcd : CalicoDatastore.Kubernetes, manifest.Datastore);
        Assert.Equal(
            file switch
            {
                "canal.yaml" => CalicoVariant.Canal,
                "calico-bpf.yaml" => CalicoVariant.Bpf,
                "calico-typha.yaml" => CalicoVariant.Typha,
                "calico-vxlan.yaml" => CalicoVariant.Vxlan,
                "calico-policy-only.yaml" => CalicoVariant.PolicyOnly,
                _ => CalicoVariant.Default,
            },
            manifest.Variant);
        Assert.False(manifest.HasSecretData);
    }

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void An_edit_touches_the_lines_it_must_and_made_again_none(string release, string file)
    {
        foreach (var text in WithBothLineBreaks(File.ReadAllText(ReferenceFolder.Manifest(release, file))))
        {
            var manifest = Manifest.Parse(text, file);
            var edited = manifest.Edit(Configure);
            var (gone, come) = Difference(text, edited.ToYaml());
            Assert.Equal(2, gone.Count(static line => line.TrimStart().StartsWith('#')));
            Assert.Equal(
                ["kubeconfig", "terminationGracePeriodSeconds"],
                gone.Where(static line => !line.TrimStart().StartsWith('#')).Select(Key).Order());
            Assert.Equal(
                ["kubeconfig", "name", "name", "terminationGracePeriodSeconds", "value", "value"],
                come.Select(Key).Order());
            Assert.Equal(text.Contains('\r', StringComparison.Ordinal), come.All(static line => line.EndsWith('\r')));
            Assert.Same(edited, edited.Edit(Configure));
        }

        var last = Read(release, file).Edit(Configure);
        Assert.Equal(
            PythonYaml.Read(last.ToYaml())[0].Select(static read => read.Value.ToJsonString()),
            Objects(last).Select(static json => json.ToJsonString()));
    }

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void Removing_and_adding_a_document_leaves_the_others_alone(string release, string file)
    {
        var manifest = Read(release, file);
        var edited = manifest.Edit(static draft =>
        {
            draft.Remove(draft.OfKind("ConfigMap").First());
            draft.Add(JsonNode.Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"k":"YQ=="}}""")!.AsObject());
        });
        var config = manifest.Documents.Single(static document => document.Resource is { Kind: "ConfigMap" }).Text;
        Assert.Equal(
            manifest.ToYaml().Replace(config, "", StringComparison.Ordinal)
                + "---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  k: YQ==\n",
            edited.ToYaml());
        Assert.True(edited.HasSecretData);
    }

    private static Manifest Read(string release, string file) =>
        Manifest.Parse(File.ReadAllText(ReferenceFolder.Manifest(release, file)), file);

    private static IEnumerable<string> WithBothLineBreaks(string text) => [text, text.Replace("\n", "\r\n", StringComparison.Ordinal)];

    private static IEnumerable<JsonObject> Objects(Manifest manifest) =>
        from document in manifest.Documents where document.Resource is not null select document.ToObject();

    private static void Configure(ManifestDraft draft)
    {
        var data = draft.OfKind("ConfigMap").First()["data"]!;
        var network = (string)data["cni_network_config"]!;
        data["cni_network_config"] = network.Replace("__KUBECONFIG_FILEPATH__", "/etc/x", StringComparison.Ordinal);
        var pod = draft.OfKind("DaemonSet").First()["spec"]!["template"]!["spec"]!;
        pod["terminationGracePeriodSeconds"] = 5;
        var node = pod["containers"]!.AsArray().First(static container => (string)container!["name"]! == "calico-node")!;
        var environment = node["env"]!.AsArray();
        foreach (var name in new[] { "IP_AUTODETECTION_METHOD", "CALICO_IPV4POOL_CIDR" })
        {
            if (!environment.Any(item => (string)item!["name"]! == name))
            {
                environment.Add(new JsonObject { ["name"] = name, ["value"] = "x" });
            }
        }
    }

    private static (List<string> Gone, List<string> Come) Difference(string before, string after)
    {
        using var folder = new TemporaryFolder();
        var lines = ExternalProgram.Try("diff", [folder.Write("before", before), folder.Write("after", after)]).Output.Split('\n');
        return (Marked('<'), Marked('>'));

        List<string> Marked(char mark) => [.. lines.Where(line => line.StartsWith(mark)).Select(static line => line[2..])];
    }

    private static string Key(string line) => line.Trim().TrimStart('-', ' ').Split(':')[0].Trim('"');
}
