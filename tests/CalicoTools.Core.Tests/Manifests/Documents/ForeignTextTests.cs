using System.Text;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Core.Tests.Manifests.Documents;

public sealed class ForeignTextTests
{
    private const string Object = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n";

    [Theory]
    [InlineData("  veth_mtu: {{ .Values.mtu }}\n", 6, 13)]
    [InlineData("{{- if .Values.typha }}\n  a: b\n{{- end }}\n", 6, 1)]
    [InlineData("{% if backend == \"bird\" %}\n  a: b\n{% endif %}\n", 6, 1)]
    [InlineData("{# a comment #}\n  a: b\n", 6, 1)]
    [InlineData("  a: b\n  b:\n    - {{ one }}\n", 8, 7)]
    [InlineData("  a: \"{{ name | default(\"x\") }}\"\n", 6, 7)]
    public void A_template_is_told_at_its_first_directive(string data, int line, int column) =>
        AssertTold("ManifestIsTemplate", Object + data, line, column);

    [Fact]
    public void Braces_in_text_do_not_hide_what_is_wrong_elsewhere()
    {
        AssertTold("ManifestSyntax", Object + "  query: \"sum({{ x }})\"\n# {{ y }}\n  b: c: d\n", 8, 7);
        Assert.Single(Manifest.Parse(Object + "  query: \"sum({{ x }})\"\n", "x.yaml").Resources);
    }

    [Theory]
    [InlineData("<html>\n<head><title>301 Moved Permanently</title></head>\n</html>\n")]
    [InlineData("\uFEFF\n<!DOCTYPE html>\n")]
    [InlineData("<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>\n")]
    public void A_web_page_is_told(string text) => AssertTold("ManifestIsWebPage", text);

    [Theory]
    [InlineData("404: Not Found")]
    [InlineData("404 page not found\n")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nserver: x\r\n")]
    [InlineData("Not Found")]
    [InlineData("Found. Redirecting to https://docs.tigera.io/manifests/calico.yaml")]
    [InlineData("Moved Permanently")]
    [InlineData("502 Bad Gateway\n")]
    public void The_answer_of_a_web_server_is_told_and_shown(string text)
    {
        var error = AssertTold("ManifestIsServerAnswer", text);
        Assert.Contains(text.Split('\r', '\n')[0], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kustomization_is_told()
    {
        const string versioned = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- calico.yaml\n";
        AssertTold("ManifestIsKustomization", versioned, 1, 1);
        var error = Assert.Throws<ManifestException>(() => Manifest.Parse("resources:\n- calico.yaml\n", "/site/kustomization.yml"));
        Assert.Equal("ManifestIsKustomization", error.ErrorId);
    }

    [Fact]
    public void The_items_of_a_list_are_the_objects()
    {
        var text = """
            apiVersion: v1
            items:
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: one, namespace: kube-system}
              data:
                mode: "0400"
            - apiVersion: v1
              kind: Secret
              metadata:
                name: two
            kind: List
            metadata:
              resourceVersion: ""
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: three}
            """;
        var manifest = Manifest.Parse(text, "all.yaml");
        Assert.Equal(
            ["ConfigMap kube-system/one", "Secret two", "ConfigMap three"],
            manifest.Resources.Select(static resource => resource.ToString()));
        var written = Manifest.Parse(manifest.ToYaml(), "written.yaml");
        Assert.Equal(manifest.Resources, written.Resources);
        Assert.Equal("0400", $"{written.Find("ConfigMap", "one")!.ToObject()["data"]!["mode"]}");
    }

    [Fact]
    public void The_items_of_a_list_of_one_kind_are_of_that_kind()
    {
        var text = """{"kind": "ConfigMapList", "apiVersion": "v1", "metadata": {}, "items": [{"metadata": {"name": "one"}}]}""";
        Assert.Equal("ConfigMap one", Assert.Single(Manifest.Parse(text, "all.json").Resources).ToString());
    }

    [Theory]
    [InlineData("- {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}]}", "ManifestList")]
    [InlineData("- text", "ManifestNotObject")]
    [InlineData("- {kind: ConfigMap, apiVersion: v1}", "ManifestFieldMissing")]
    public void An_item_that_is_no_object_is_an_error_at_its_line(string item, string errorId) =>
        Assert.Equal(4, AssertTold(errorId, $"apiVersion: v1\nkind: List\nitems:\n{item}\n").Position!.Line);

    [Fact]
    public void Text_of_no_known_encoding_is_told_with_its_line()
    {
        var error = Assert.Throws<ManifestException>(
            () => ManifestReader.ReadBytes([.. Encoding.UTF8.GetBytes(Object), .. Encoding.Latin1.GetBytes("  k: é\n")], "x.yaml"));
        Assert.Equal(("ManifestNotUtf8", 6), (error.ErrorId, error.Position!.Line));
    }

    private static ManifestException AssertTold(string errorId, string text)
    {
        var error = Assert.Throws<ManifestException>(() => Manifest.Parse(text, "x.yaml"));
        Assert.Equal(errorId, error.ErrorId);
        Assert.NotEmpty(error.Remedy);
        return error;
    }

    private static void AssertTold(string errorId, string text, int line, int column) =>
        Assert.Equal(new TextPosition("x.yaml", line, column), AssertTold(errorId, text).Position);
}
