using System.Text.Json.Nodes;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Core.Tests.Manifests.Documents;

/// <summary>What an edit makes of a text. A text is the body of a ConfigMap-like object; its head is added.</summary>
public sealed class EditTests
{
    private const string Head = "apiVersion: v1\nkind: Thing\nmetadata:\n  name: x\n";

    public static TheoryData<string, string, string, string> Values => new()
    {
        { "a plain text stays plain", "a: b # why\n", """{"a":"c"}""", "a: c # why\n" },
        { "a double-quoted text stays so", "a: \"b\"   # why\n", """{"a":"c"}""", "a: \"c\"   # why\n" },
        { "a single-quoted text stays so", "a: 'b'\n", """{"a":"it's"}""", "a: 'it''s'\n" },
        { "a text that looks like a number is quoted", "a: b\n", """{"a":"0400"}""", "a: \"0400\"\n" },
        { "a text that looks like a boolean is quoted", "a: b\n", """{"a":"yes"}""", "a: \"yes\"\n" },
        { "a text that looks like a date is quoted", "a: b\n", """{"a":"2001-01-01"}""", "a: \"2001-01-01\"\n" },
        { "a text that looks like base 60 is quoted", "a: b\n", """{"a":"1:20"}""", "a: \"1:20\"\n" },
        { "a quoted number becomes bare as a number", "a: \"1\"\n", """{"a":2}""", "a: 2\n" },
        { "an octal number stays when nothing changes", "a: 0400\nb: c\n", """{"a":256,"b":"d"}""", "a: 0400\nb: d\n" },
        { "a text of several lines becomes a block", "a: b # why\nc: d\n", """{"a":"x\ny","c":"d"}""", "a: |- # why\n  x\n  y\nc: d\n" },
        { "a comment below does not become a part of a block", "a: b\n  # why\n", """{"a":"x\ny"}""", "a: \"x\\ny\"\n  # why\n" },
        { "what cannot stand in a block is escaped", "a: b\n", """{"a":"x\u0007\ny"}""", "a: \"x\\u0007\\ny\"\n" },
        { "a text over several lines gives way", "a: b\n  c\nd: e\n", """{"a":"f","d":"e"}""", "a: f\nd: e\n" },
        { "null becomes a text", "a:   # why\nb: c\n", """{"a":"x","b":"c"}""", "a: x   # why\nb: c\n" },
        { "a written null becomes a text", "a: null # why\n", """{"a":"x"}""", "a: x # why\n" },
        { "a text becomes null", "a: x # why\n", """{"a":null}""", "a: null # why\n" },
        { "a text becomes an object", "a: x # why\nb: c\n", """{"a":{"k":"v"},"b":"c"}""", "a: # why\n  k: v\nb: c\n" },
        { "an object becomes a text", "a: # why\n  # inner\n  k: v\nb: c\n", """{"a":"x","b":"c"}""", "a: x # why\n  # inner\nb: c\n" },
        { "an object becomes empty", "a:\n  k: v\nb: c\n", """{"a":{},"b":"c"}""", "a: {}\nb: c\n" },
        { "an empty object is filled", "a: {} # why\nb: c\n", """{"a":{"k":"v"},"b":"c"}""", "a: # why\n  k: v\nb: c\n" },
    };

    public static TheoryData<string, string, string, string> Entries => new()
    {
        { "an entry is added at the end", "a: b\n", """{"a":"b","c":"d"}""", "a: b\nc: d\n" },
        {
            "an entry is added behind the one before it",
            "a:\n  b: c # one\n  # two\n  d: e\n",
            """{"a":{"b":"c","g":1,"d":"e"}}""",
            "a:\n  b: c # one\n  g: 1\n  # two\n  d: e\n"
        },
        { "an entry is quoted as its neighbours are", "a:\n  b: \"c\"\n", """{"a":{"b":"c","d":"e"}}""", "a:\n  b: \"c\"\n  d: \"e\"\n" },
        { "an entry follows a block", "a: |\n  x\n\nb: c\n", """{"a":"x\n","g":1,"b":"c"}""", "a: |\n  x\ng: 1\n\nb: c\n" },
        { "an entry is removed with its comment", "a: b\n# about c\nc: d\n\ne: f\n", """{"a":"b","e":"f"}""", "a: b\n\ne: f\n" },
        { "a comment about several entries stays", "# about both\na: b\nc: d\n", """{"c":"d"}""", "# about both\nc: d\n" },
        { "an entry is uncommented", "a:\n  b: c\n  # d: null\n", """{"a":{"b":"c","d":"e"}}""", "a:\n  b: c\n  d: e\n" },
        {
            "entries are uncommented below an empty key",
            "a:\n  # prose\n  # k: null\n  # l: null\nb: c\n",
            """{"a":{"l":"2","k":"1x"},"b":"c"}""",
            "a:\n  # prose\n  k: 1x\n  l: \"2\"\nb: c\n"
        },
        { "a text that ends without a line break gets one", "a: b", """{"a":"b","c":"d"}""", "a: b\nc: d" },
        {
            "merged entries stay when others change",
            "a: &m\n  x: 1\nb:\n  <<: *m\n  z: 2\n",
            """{"a":{"x":1},"b":{"x":1,"z":3}}""",
            "a: &m\n  x: 1\nb:\n  <<: *m\n  z: 3\n"
        },
    };

    public static TheoryData<string, string, string, string> Items => new()
    {
        { "an item is added", "a:\n- x\n- t\n", """{"a":["x","t","z"]}""", "a:\n- x\n- t\n- z\n" },
        { "an item is added at the beginning", "a:\n  # first\n  - x\n", """{"a":["w","x"]}""", "a:\n  - w\n  # first\n  - x\n" },
        { "an item is changed", "a:\n  - x # why\n  - t\n", """{"a":["z","t"]}""", "a:\n  - z # why\n  - t\n" },
        { "an item is removed", "a:\n  - x\n  - t\n  - z\n", """{"a":["x","z"]}""", "a:\n  - x\n  - z\n" },
        { "the last item is removed", "a:\n  - x\nb: c\n", """{"a":[],"b":"c"}""", "a: []\nb: c\n" },
        {
            "a named item is changed inside",
            "e:\n  - name: A\n    value: \"1\" # why\n  - name: B\n    value: \"2\"\n",
            """{"e":[{"name":"A","value":"3"},{"name":"B","value":"2"}]}""",
            "e:\n  - name: A\n    value: \"3\" # why\n  - name: B\n    value: \"2\"\n"
        },
        {
            "a named item is added as its neighbours are written",
            "e:\n  - name: A\n    value: \"1\"\n",
            """{"e":[{"name":"A","value":"1"},{"name":"B","value":"x"}]}""",
            "e:\n  - name: A\n    value: \"1\"\n  - name: B\n    value: \"x\"\n"
        },
        {
            "a named item is uncommented where it stands",
            "e:\n  - name: A\n    value: \"1\"\n  # About B.\n  # - name: B\n  #   value: \"0\"\n  # About C.\n"
                + "  - name: C\n    value: \"3\"\n",
            """{"e":[{"name":"A","value":"1"},{"name":"C","value":"3"},{"name":"B","value":"2"}]}""",
            "e:\n  - name: A\n    value: \"1\"\n  # About B.\n  - name: B\n    value: \"2\"\n  # About C.\n"
                + "  - name: C\n    value: \"3\"\n"
        },
        {
            "a named item is removed with its comment and no other",
            "e:\n  - name: A\n    value: \"1\"\n  # - name: B\n  #   value: \"0\"\n  # About C.\n  - name: C\n    value: \"3\"\n",
            """{"e":[{"name":"A","value":"1"}]}""",
            "e:\n  - name: A\n    value: \"1\"\n  # - name: B\n  #   value: \"0\"\n"
        },
        {
            "a volume is mounted twice",
            "m:\n  - mountPath: /a\n    name: v\n  - mountPath: /b\n    name: v\n",
            """{"m":[{"mountPath":"/a","name":"v"},{"mountPath":"/b","name":"v","readOnly":true}]}""",
            "m:\n  - mountPath: /a\n    name: v\n  - mountPath: /b\n    name: v\n    readOnly: true\n"
        },
        { "an item without its first entry is written anew", "e:\n  - a: 1\n    b: 2\n", """{"e":[{"b":2}]}""", "e:\n  - b: 2\n" },
        { "an item beside its dash on the next line", "e:\n  -\n    a: 1\n", """{"e":[{"a":2}]}""", "e:\n  -\n    a: 2\n" },
        { "lists in lists", "e:\n  - - a\n    - b\n", """{"e":[["a","c"]]}""", "e:\n  - - a\n    - c\n" },
    };

    public static TheoryData<string, string, string, string> Blocks => new()
    {
        {
            "a line of a block is changed",
            "a: |-\n    x\n\n    y\n    z\nb: c\n",
            """{"a":"x\n\nq\nz","b":"c"}""",
            "a: |-\n    x\n\n    q\n    z\nb: c\n"
        },
        { "a line of a block is added at the end", "a: |\n  x\n\nb: c\n", """{"a":"x\ny\n","b":"c"}""", "a: |\n  x\n  y\n\nb: c\n" },
        { "a block becomes a short text", "a: |- # why\n  x\n  y\nb: c\n", """{"a":"z","b":"c"}""", "a: |- # why\n  z\nb: c\n" },
        { "a block changes how it ends", "a: |-\n  x\n  y\nb: c\n", """{"a":"x\ny\n","b":"c"}""", "a: |\n  x\n  y\nb: c\n" },
        { "a folded block is unfolded", "a: >-\n  x\n  y\nb: c\n", """{"a":"x\nz","b":"c"}""", "a: |-\n  x\n  z\nb: c\n" },
        { "a block at the end without a line break", "a: |-\n  x\n  y", """{"a":"x\nz"}""", "a: |-\n  x\n  z" },
        { "a block that keeps its end", "a: |+\n  x\n\nb: c\n", """{"a":"y\n\n","b":"c"}""", "a: |+\n  y\n\nb: c\n" },
    };

    public static TheoryData<string, string, string, string> Flows => new()
    {
        { "an item in brackets is changed", "a: [\"x\", \"y\"] # why\n", """{"a":["x","z"]}""", "a: [\"x\", \"z\"] # why\n" },
        { "an item in brackets is added", "a: [\"x\", t]\n", """{"a":["x","t","z"]}""", "a: [\"x\", t, \"z\"]\n" },
        { "an item is added to empty brackets", "a: []\n", """{"a":["z"]}""", "a:\n  - z\n" },
        { "an entry in braces is changed", "a: {k: v, l: w}\n", """{"a":{"k":"x","l":"w"}}""", "a: {k: x, l: w}\n" },
        {
            "an entry in braces is added",
            "a: {\"k\": \"v\"}\n",
            """{"a":{"k":"v","l":{"m":[1]}}}""",
            "a: {\"k\": \"v\", \"l\": {\"m\": [1]}}\n"
        },
        {
            "JSON over several lines keeps its layout",
            "a: {\n    \"k\": [\n      \"v\",\n      \"w\"\n    ]\n  }\n",
            """{"a":{"k":["v","w","x"]}}""",
            "a: {\n    \"k\": [\n      \"v\",\n      \"w\",\n      \"x\"\n    ]\n  }\n"
        },
        { "a comma makes quotes", "a: [x]\n", """{"a":["y,z"]}""", "a: [\"y,z\"]\n" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    [MemberData(nameof(Entries))]
    [MemberData(nameof(Items))]
    [MemberData(nameof(Blocks))]
    [MemberData(nameof(Flows))]
    public void An_edit_changes_only_the_lines_it_must(string what, string body, string intended, string expected)
    {
        Assert.NotEmpty(what);
        foreach (var newLine in new[] { "\n", "\r\n" })
        {
            var manifest = Manifest.Parse((Head + body).ReplaceLineEndings(newLine), "test.yaml");
            var edited = manifest.Edit(draft => Become(draft.Objects.Single(), JsonNode.Parse(intended)!.AsObject()));
            Assert.Equal((Head + expected).ReplaceLineEndings(newLine), edited.ToYaml());
            Assert.Same(edited, edited.Edit(draft => Become(draft.Objects.Single(), edited.Documents[0].ToObject())));
        }
    }

    [Fact]
    public void An_object_in_braces_keeps_its_place_and_shape()
    {
        const string Before = "---\n{\"apiVersion\": \"v1\", \"kind\": \"Thing\",\n  \"metadata\": {\"name\": \"x\"}}\n";
        var edited = Manifest.Parse(Before, "x").Edit(static draft => draft.Find("Thing", "x")!["a"] = "b");
        Assert.Equal(Before.Replace("}}", "},\n  \"a\": \"b\"}", StringComparison.Ordinal), edited.ToYaml());
    }

    [Theory]
    [InlineData("a: &m {k: v}\nb: *m\n", "a", 5, 4)]
    [InlineData("a: &m {k: v}\nb: *m\n", "b", 6, 4)]
    [InlineData("b: &m {k: v}\na:\n  <<: *m\n", "a", 7, 3)]
    [InlineData("a: !!map {k: v}\n", "a", 5, 4)]
    public void What_cannot_be_changed_alone_is_refused_with_its_place(string body, string name, int line, int column)
    {
        var manifest = Manifest.Parse(Head + body, "x.yaml");
        var error = Assert.Throws<ManifestException>(() => manifest.Edit(draft => draft.Objects.Single()[name]!["k"] = "w"));
        Assert.Equal(("ManifestEditUnsafe", new TextPosition("x.yaml", line, column)), (error.ErrorId, error.Position));
    }

    private static void Become(JsonObject json, JsonObject body)
    {
        foreach (var name in json.Select(static pair => pair.Key).Except(["apiVersion", "kind", "metadata"]).ToList())
        {
            json.Remove(name);
        }

        foreach (var (name, value) in body)
        {
            json[name] = value?.DeepClone();
        }
    }
}
