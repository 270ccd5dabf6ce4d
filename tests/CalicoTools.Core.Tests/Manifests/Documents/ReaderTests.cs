using System.Text;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Core.Tests.Manifests.Documents;

public sealed class ReaderTests
{
    private const string Object = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n";

    [Theory]
    [InlineData("a: b: c\n", "ManifestSyntax", 5, 5)]
    [InlineData("a: [b\n", "ManifestSyntax", 6, 1)]
    [InlineData("a: 'b\n", "ManifestSyntax", 5, 4)]
    [InlineData("a: b\n c: d\n", "ManifestSyntax", 6, 3)]
    [InlineData("a:\n\t- b\n", "ManifestSyntax", 6, 1)]
    [InlineData("a:\n  - b\n  c: d\n", "ManifestSyntax", 7, 3)]
    [InlineData("a: *b\n", "ManifestUnknownAlias", 5, 4)]
    [InlineData("a: &a [*a]\n", "ManifestAliasInItself", 5, 8)]
    [InlineData("a: 1\nb: 2\na: 3\n", "ManifestDuplicateKey", 7, 1)]
    [InlineData("a:\n  \"b\": 1\n  b: 2\n", "ManifestDuplicateKey", 7, 3)]
    [InlineData("? a\n: b\n", "ManifestAmbiguous", 5, 1)]
    [InlineData("[a]: b\n", "ManifestKey", 5, 1)]
    [InlineData("~: b\n", "ManifestKey", 5, 1)]
    [InlineData("a: !x b\n", "ManifestTag", 5, 4)]
    [InlineData("a: !!binary YQ==\n", "ManifestTag", 5, 4)]
    [InlineData("a: .inf\n", "ManifestNumber", 5, 4)]
    [InlineData("a:\n  <<: b\n", "ManifestMerge", 6, 7)]
    [InlineData("a: \u0007\n", "ManifestCharacter", 5, 4)]
    [InlineData("a: b\u2028c\n", "ManifestCharacter", 5, 5)]
    [InlineData("a: b\rc: d\n", "ManifestCharacter", 5, 5)]
    [InlineData("%YAML 1.1\n", "ManifestDirective", 5, 1)]
    [InlineData("--- {a: b}\n", "ManifestSeparatorContent", 5, 5)]
    [InlineData("---a: b\n", "ManifestSeparatorContent", 5, 4)]
    [InlineData("...\na: b\n", "ManifestAfterDocumentEnd", 6, 1)]
    [InlineData("---\njust a text\n", "ManifestNotObject", 6, 1)]
    [InlineData("---\n- a\n", "ManifestNotObject", 6, 1)]
    [InlineData("---\napiVersion: v1\n", "ManifestFieldMissing", 6, 1)]
    [InlineData("---\nkind: X\nmetadata: {name: z}\n", "ManifestFieldMissing", 6, 1)]
    [InlineData("---\napiVersion: v1\nkind: X\nmetadata:\n  namespace: z\n", "ManifestFieldMissing", 9, 3)]
    [InlineData("---\napiVersion: v1\nkind: X\nmetadata:\n  name: 5\n", "ManifestFieldMissing", 9, 9)]
    [InlineData("---\napiVersion: v1\nkind: List\nitems: []\n", "ManifestList", 6, 1)]
    [InlineData("---\napiVersion: v1\nkind: ConfigMapList\nmetadata: {}\nitems: []\n", "ManifestList", 6, 1)]
    public void What_is_no_manifest_is_refused_with_its_place(string after, string errorId, int line, int column)
    {
        foreach (var text in new[] { Object + after, "\uFEFF" + (Object + after).Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            var error = Assert.Throws<ManifestException>(() => Manifest.Parse(text, "file.yaml"));
            Assert.Equal((errorId, new TextPosition("file.yaml", line, column)), (error.ErrorId, error.Position));
            Assert.StartsWith($"file.yaml:{line}:{column}: ", error.Message, StringComparison.Ordinal);
            Assert.NotEmpty(error.Remedy);
        }
    }

    [Theory]
    [InlineData("a: *{0}\n")]
    [InlineData("a: !{0} b\n")]
    [InlineData("{0}: b\n{0}: c\n")]
    public void What_may_be_a_key_in_the_wrong_place_is_not_shown_whole(string after)
    {
        const string key = "LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0tCk1IY0NBUUVFSU";
        var error = Assert.Throws<ManifestException>(() => Manifest.Parse(Object + after.Replace("{0}", key, StringComparison.Ordinal), "file.yaml"));
        Assert.Matches(@"LS0t|\(not shown\)", error.Message);
        Assert.DoesNotContain("IEtFWS0tLS0tCk1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: \"x\ny\"\nb: 1\n", "x y")]
    [InlineData("a: \"x\n  y\"\nb: 1\n", "x y")]
    [InlineData("a: \"x\n\ny \\\"q\\\" \\\nz\"\nb: \"1\n2\"\n", "x\ny \"q\" z")]
    public void Double_quoted_text_may_go_on_at_the_indentation_of_its_key(string after, string value)
    {
        var text = Object + after;
        var manifest = Manifest.Parse(text, "file.yaml");
        Assert.Equal(value, (string?)manifest.Documents[^1].ToObject()["a"]);
        Assert.Equal(text, manifest.ToYaml());
        var edited = manifest.Edit(static draft => draft.OfKind("ConfigMap").First()["b"] = "changed");
        Assert.StartsWith(text[..text.LastIndexOf("b: ", StringComparison.Ordinal)], edited.ToYaml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!!int \"5\"", "5")]
    [InlineData("!!int 0400", "256")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("!!bool \"yes\"", "true")]
    [InlineData("!!float 1.5", "1.5")]
    [InlineData("!!null ~", "null")]
    public void A_tag_says_the_type_of_a_value(string value, string json) => Assert.Equal(
        json, Manifest.Parse($"{Object}a: {value}\n", "file.yaml").Documents[^1].ToObject()["a"]?.ToJsonString() ?? "null");

    [Theory]
    [InlineData("!!int x")]
    [InlineData("!!bool 5")]
    [InlineData("!!null x")]
    public void A_value_of_another_type_than_its_tag_says_is_an_error(string value) => Assert.Equal(
        "ManifestTag", Assert.Throws<ManifestException>(() => Manifest.Parse($"{Object}a: {value}\n", "file.yaml")).ErrorId);

    [Theory]
    [InlineData("{\"apiVersion\": \"v1\"}\n{\"apiVersion\": \"v1\"}\n", 2)]
    [InlineData("{\n  \"apiVersion\": \"v1\"\n}\n{\n  \"apiVersion\": \"v1\"\n}\n", 4)]
    public void Json_of_several_objects_is_told_where_the_second_begins(string text, int line)
    {
        var error = Assert.Throws<ManifestException>(() => Manifest.Parse(text, "all.json"));
        Assert.Equal(("ManifestList", new TextPosition("all.json", line, 1)), (error.ErrorId, error.Position));
        Assert.Contains("-o yaml", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")]
    [InlineData("Certificate:\n    Data:\n-----BEGIN CERTIFICATE-----\r\nMIIB\r\n")]
    [InlineData("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUI=")]
    public void Pem_is_told_from_a_manifest(string text) =>
        Assert.Equal("ManifestIsPem", Assert.Throws<ManifestException>(() => Manifest.Parse(text, "etcd-key")).ErrorId);

    [Fact]
    public void Pem_in_a_manifest_is_no_other_file() => Assert.Single(Manifest.Parse(
        Object.TrimEnd() + "\ndata:\n  ca: |\n    -----BEGIN CERTIFICATE-----\n    MIIB\n", "file.yaml").Resources);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n---\n# here\n")]
    public void A_text_without_an_object_is_refused(string text) =>
        Assert.Equal("ManifestEmpty", Assert.Throws<ManifestException>(() => Manifest.Parse(text, "file.yaml")).ErrorId);

    [Fact]
    public void Nesting_beyond_reason_is_refused() =>
        Assert.Equal(
            "ManifestTooDeep",
            Assert.Throws<ManifestException>(() => Manifest.Parse(Object + "a: " + new string('[', 100_000), "x")).ErrorId);

    [Fact]
    public void Aliases_that_multiply_are_refused()
    {
        var levels = string.Concat(Enumerable.Range(1, 9).Select(static level =>
            $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 10))}]\n"));
        Assert.Equal(
            "ManifestTooManyAliases",
            Assert.Throws<ManifestException>(() => Manifest.Parse(Object + "l0: &l0 [a]\n" + levels, "x")).ErrorId);
    }

    [Theory]
    [InlineData("0400", "256")]
    [InlineData("0o17", "15")]
    [InlineData("0x1F", "31")]
    [InlineData("0b101", "5")]
    [InlineData("-0x1F", "-31")]
    [InlineData("+12", "12")]
    [InlineData("1_000", "1000")]
    [InlineData("08", "8")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1:20", "\"1:20\"")]
    [InlineData("2001-01-01", "\"2001-01-01\"")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("yes", "true")]
    [InlineData("off", "false")]
    [InlineData("y", "true")]
    [InlineData("N", "false")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("\"0400\"", "\"0400\"")]
    [InlineData("!!str 0400", "\"0400\"")]
    [InlineData("v1.2.3", "\"v1.2.3\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("-", "null")]
    public void Scalars_are_what_Kubernetes_takes_them_for(string scalar, string json)
    {
        var separator = scalar == "-" ? "\n" : " ";
        var read = Manifest.Parse($"{Object}a:{separator}{scalar}\n", "x").Documents[0].ToObject()["a"];
        Assert.Equal(json, scalar == "-" ? read![0]?.ToJsonString() ?? "null" : read?.ToJsonString() ?? "null");
    }

    [Fact]
    public void Keys_become_texts_and_merged_entries_give_way()
    {
        var text = Object + "a:\n  1: a\n  on: b\nm: &m {k: 1, l: 1}\nmore:\n  <<: *m\n  k: 2\n";
        var json = Manifest.Parse(text, "x").Documents[0].ToObject();
        Assert.Equal("""{"1":"a","true":"b"}""", json["a"]!.ToJsonString());
        Assert.Equal("""{"k":2,"l":1}""", json["more"]!.ToJsonString());
    }

    [Theory]
    [InlineData("# head\n---\n" + Object + "---\n# nothing\n---\n" + Object + "...\n")]
    [InlineData("\uFEFF" + Object)]
    [InlineData("--- # one\r\napiVersion: v1\r\nkind: X\r\nmetadata: {name: z}")]
    [InlineData("---\n---\n---\n" + Object + "\n\n\n")]
    public void The_text_stays_as_it_is(string text) => Assert.Equal(text, Manifest.Parse(text, "x").ToYaml());

    [Fact]
    public void Resources_and_places_are_told()
    {
        var first = Object + "  namespace: kube-system\ndata:\n  k: v\nlist:\n- name: a\n- name: b\n  x: 1\n";
        var manifest = Manifest.Parse($"# head\n---\n{first}---\n{Object}", "f.yaml");
        Assert.Equal(["ConfigMap kube-system/x", "ConfigMap x"], manifest.Resources.Select(static resource => resource.ToString()));
        Assert.Equal("f.yaml:9:6", manifest.Documents[1].PositionOf("data", "k").ToString());
        Assert.Equal("f.yaml:13:6", manifest.Documents[1].PositionOf("list", "b", "x").ToString());
        Assert.Equal("f.yaml:11:3", manifest.Documents[1].PositionOf("list", "0", "none").ToString());
        Assert.Equal("f.yaml:15:1", manifest.Documents[2].PositionOf().ToString());
    }

    [Fact]
    public void Files_are_read_as_UTF_8_or_as_UTF_16_with_a_mark()
    {
        using var folder = new TemporaryFolder();
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8 })
        {
            File.WriteAllText(folder["marked.yaml"], Object + "data: {é: 😀}\n", encoding);
            var text = Read(folder["marked.yaml"]).ToYaml();
            Assert.Equal(Object + "data: {é: 😀}\n", text.TrimStart('\uFEFF'));
            Assert.Equal(encoding is UTF8Encoding, text.StartsWith('\uFEFF'));
        }

        File.WriteAllBytes(folder["latin1.yaml"], [.. Encoding.Latin1.GetBytes(Object + "data:\n  k: é\n")]);
        var error = Assert.Throws<ManifestException>(() => Read(folder["latin1.yaml"]));
        Assert.Equal(("ManifestNotUtf8", 6), (error.ErrorId, error.Position!.Line));
        Assert.Equal("ManifestFileNotFound", Assert.Throws<ManifestException>(() => Read(folder["none.yaml"])).ErrorId);
        Assert.Equal("PathIsFolder", Assert.Throws<PathException>(() => Read(folder.Path)).ErrorId);
        Assert.Equal("ConfigMap x", Read(folder.Write("utf8.yaml", Object)).ToString());
    }

    [Theory]
    [InlineData("A---\n\uFEFFB")]
    [InlineData("A\uFEFF---\nB")]
    [InlineData("A\uFEFF# joined\n---\nB")]
    public void A_byte_order_mark_of_a_later_document_is_dropped(string joined)
    {
        var text = joined.Replace("A", Object, StringComparison.Ordinal).Replace("B", Object, StringComparison.Ordinal);
        var manifest = ManifestReader.ReadBytes(Encoding.UTF8.GetBytes(text), "joined.yaml");
        Assert.Equal(2, manifest.Resources.Count);
        Assert.Equal(text.Replace("\uFEFF", "", StringComparison.Ordinal), manifest.ToYaml());
    }

    [Fact]
    public void A_byte_order_mark_inside_a_document_stays_an_error()
    {
        var error = Assert.Throws<ManifestException>(
            () => ManifestReader.ReadBytes(Encoding.UTF8.GetBytes(Object + "\uFEFFdata: {}\n"), "x.yaml"));
        Assert.Equal("ManifestCharacter", error.ErrorId);
    }

    private static CalicoManifest Read(string path) => ManifestReader.ReadFile(path, TestContext.Current.CancellationToken);
}
