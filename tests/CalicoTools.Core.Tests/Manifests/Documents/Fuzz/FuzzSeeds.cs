namespace CalicoTools.Core.Tests.Manifests.Documents.Fuzz;

/// <summary>The texts that mutants are made of.</summary>
internal static class FuzzSeeds
{
    private const string Head = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: kube-system\n";

    private static readonly string[] s_bodies =
    [
        "data:\n  a: b\n  c: \"d\" # e\n  f: 'g'\n",
        "data:\n  # one\n  a: |-\n    {\n      \"k\": __V__\n    }\n  # two\n"
            + "  b: >\n    folded\n    text\n\n    more\n  c: |+\n    kept\n\nother: 1\n",
        "spec:\n  containers:\n    - name: a\n      env:\n        # about A\n        - name: A\n          value: \"1\"\n"
            + "        # - name: B\n        #   value: \"2\"\n"
            + "        - name: C\n          valueFrom: {fieldRef: {fieldPath: spec.nodeName}}\n      command: [\"sh\", '-c', x]\n",
        "list:\n- a\n- b: c\n  d: e\n-\n  - f\n  - - g\n    - h\n- ~\n-\n",
        "base: &a\n  k: v\n  n: 0400\nuse:\n  <<: *a\n  own: yes\nagain: *a\nitem: [*a, &b x, *b]\n",
        "text: plain over\n  two lines\n\n  and more # end\nquoted: \"over\n  two \\\n  lines \\u00e9\"\nsingle: 'it''s\n\n  here'\n",
        "flow: {a: 1, \"b\": [x, y, {c: d}], 'e': ~,\n  f: \"g\"}\nempty: {}\nnone: []\nnothing:\n",
        "numbers: [0, 0400, 0x1F, 1_000, 1.5, 1e3, -1, +1, .5, 08, 1:20]\nwords: [yes, No, on, OFF, y, ~, null, True]\n"
            + "date: 2001-01-01\nurl: http://a:80/b#c\nargs:\n  - --x=y\n  - -felix\n  - a:b\n",
    ];

    /// <summary>The texts: small ones that have it all, and the documents of an official manifest where there is one.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Small(), .. Official()];

    private static IEnumerable<string> Small()
    {
        foreach (var body in s_bodies)
        {
            yield return Head + body;
            var twice = $"# first\n---\n{Head}{body}---\n# second\n{Head}{body.TrimEnd('\n')}";
            yield return twice.ReplaceLineEndings(body.Length % 2 == 0 ? "\n" : "\r\n");
        }

        yield return "{\"apiVersion\": \"v1\", \"kind\": \"Secret\",\n \"metadata\": {\"name\": \"x\"},\n \"data\": {\"a\": \"YQ==\"}}\n";
    }

    private static IEnumerable<string> Official() =>
        from manifest in ReferenceFolder.Files
        where manifest is { Release: "v3.21.2" or "v3.32.1", File: "calico-etcd.yaml" or "calico.yaml" }
        from document in File.ReadAllText(ReferenceFolder.Manifest(manifest.Release, manifest.File)).Split("---\n")
        where document.Length is > 100 and < 20_000 && document.Contains("kind:", StringComparison.Ordinal)
        select "---\n" + document;
}
