using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Manifests.Documents;
using YamlDotNet.Core;

namespace CalicoTools.Core.Tests.Manifests.Documents.Fuzz;

/// <summary>One python3 that reads many texts: what they say, scalar by scalar, before any typing.</summary>
internal sealed class YamlOracle : IDisposable
{
    private const string Script = """
        import json, sys, yaml

        def plain(node, depth=0):
            if depth > 200:
                raise ValueError('too deep')
            if isinstance(node, yaml.ScalarNode):
                return [node.style or 'plain', node.value]
            if isinstance(node, yaml.SequenceNode):
                return ['list'] + [plain(item, depth + 1) for item in node.value]
            return ['map'] + [[plain(key, depth + 1), plain(value, depth + 1)] for key, value in node.value]

        def read(text):
            try:
                roots = [plain(root) for root in yaml.compose_all(text, Loader=yaml.CBaseLoader) if root is not None]
                return [root for root in roots if root != ['plain', '']]
            except (yaml.YAMLError, ValueError) as error:
                return str(error)

        for line in sys.stdin:
            print(json.dumps([read(text) for text in json.loads(line)]), flush=True)
        """;

    private readonly Process _python = Process.Start(new ProcessStartInfo("python3", ["-c", Script])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Reads texts.</summary>
    /// <returns>For each a list of documents, or a string that tells why it is no YAML.</returns>
    public IReadOnlyList<JsonNode> Read(IReadOnlyList<string> texts)
    {
        _python.StandardInput.WriteLine(JsonSerializer.Serialize(texts));
        _python.StandardInput.Flush();
        var read = JsonNode.Parse(_python.StandardOutput.ReadLine()!, documentOptions: new JsonDocumentOptions { MaxDepth = 1000 });
        return [.. read!.AsArray().Select(static documents => documents!)];
    }

    /// <summary>
    /// Where python's reader is stricter than YAML and Kubernetes: an anchor may be set anew, aliases then stand for the last one.
    /// </summary>
    public static bool IsLegalDifference(JsonNode read) =>
        read is JsonValue error && error.ToString().StartsWith("found duplicate anchor", StringComparison.Ordinal);

    /// <summary>The same of the project's own tree.</summary>
    public static JsonArray Told(Manifest manifest) =>
        [.. manifest.Documents.Select(static document => document.Root).OfType<YamlMapping>().Select(Told)];

    public void Dispose()
    {
        _python.StandardInput.Close();
        _python.WaitForExit();
        _python.Dispose();
    }

    private static JsonNode Told(YamlNode node) => node switch
    {
        YamlAlias alias => Told(alias.Target),
        YamlSequence sequence => new JsonArray(["list", .. sequence.Items.Select(static item => Told(item.Value))]),
        YamlMapping mapping => new JsonArray(
            ["map", .. mapping.Entries.Select(static entry => new JsonArray(Told(entry.Key), Told(entry.Value)))]),
        YamlScalar scalar => new JsonArray(Style(scalar.Style), scalar.Value),
        _ => throw new ArgumentException("unknown node", nameof(node)),
    };

    private static string Style(ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted => "'",
        ScalarStyle.DoubleQuoted => "\"",
        ScalarStyle.Literal => "|",
        ScalarStyle.Folded => ">",
        _ => "plain",
    };
}
