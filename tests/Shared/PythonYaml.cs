using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoTools.Shared;

/// <summary>YAML as python3's yaml reads it: a parser that shares nothing with the project's.</summary>
public static class PythonYaml
{
    private const string Script = """
        import hashlib, json, sys, yaml

        def canonical(o):
            o = dict(o)
            if o['kind'] == 'Secret' and o.get('data') is None:
                o.pop('data', None)
            text = json.dumps(o, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
            return hashlib.sha256(text.encode()).hexdigest()

        loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
        texts = json.load(sys.stdin)
        documents = [[o for o in yaml.load_all(t, loader) if o is not None] for t in texts]
        print(json.dumps([[{'object': o, 'sha256': canonical(o)} for o in objects] for objects in documents]))
        """;

    /// <summary>Reads texts, each of one or several documents.</summary>
    /// <returns>The Kubernetes objects of each text, in order.</returns>
    public static IReadOnlyList<IReadOnlyList<PythonObject>> Read(params IEnumerable<string> texts)
    {
        var result = ExternalProgram.Try("python3", ["-c", Script], JsonSerializer.Serialize(texts));
        Assert.True(result.ExitCode == 0, result.Error);
        return [.. JsonNode.Parse(result.Output)!.AsArray().Select(static objects => objects!.AsArray().Select(Object).ToArray())];
    }

    private static PythonObject Object(JsonNode? read) => new(read!["object"]!.AsObject(), (string)read["sha256"]!);
}
