using System.Text.Json.Nodes;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Core.Tests.Manifests.Documents.Fuzz;

/// <summary>Damaged and odd texts: read as the independent parser does, or refused with the place; so are their edits.</summary>
public sealed class FuzzTests
{
    private const int Batch = 500;

    private static readonly int s_mutants = Environment.GetEnvironmentVariable("CALICOTOOLS_LONG") == "1" ? 100_000 : 4_000;

    [Fact]
    public void A_mutant_is_read_as_elsewhere_or_refused_with_its_place()
    {
        using var oracle = new YamlOracle();
        var differences = new List<string>();
        var (accepted, edited) = (0, 0);
        for (var seed = 0; seed < s_mutants / Batch; seed++)
        {
            var mutator = new Mutator(seed);
            var seeds = Enumerable.Range(0, Batch).Select(_ => FuzzSeeds.All[mutator.Next(FuzzSeeds.All.Count)]);
            var read = seeds.Select(mutator.Mutate).Select(Read).OfType<Manifest>().ToList();
            var edits = read.Select(manifest => Edit(manifest, mutator)).OfType<Manifest>().ToList();
            var all = read.Concat(edits).ToList();
            var expected = oracle.Read([.. all.Select(static manifest => manifest.ToYaml())]);
            differences.AddRange(all.Zip(expected)
                .Where(static pair => !YamlOracle.IsLegalDifference(pair.Second))
                .Where(static pair => !JsonNode.DeepEquals(YamlOracle.Told(pair.First), pair.Second))
                .Select(static pair => Difference(pair.First, pair.Second)));
            accepted += read.Count;
            edited += edits.Count;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{s_mutants} mutants, {accepted} accepted, {edited} edited");
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n" + string.Join("\n=====\n", differences.Take(20)));
        Assert.InRange(accepted, s_mutants / 10, s_mutants);
        Assert.InRange(edited, accepted / 4, accepted);
    }

    private static string Difference(Manifest manifest, JsonNode elsewhere)
    {
        var (here, there) = (YamlOracle.Told(manifest).ToJsonString(), elsewhere.ToJsonString());
        var from = Math.Max(0, here.Zip(there).TakeWhile(static pair => pair.First == pair.Second).Count() - 20);
        return $"{manifest.ToYaml()}\nhere:  {Cut(here)}\nthere: {Cut(there)}";

        string Cut(string told) => told[Math.Min(from, told.Length)..Math.Min(from + 300, told.Length)];
    }

    // What is said of a file as a whole has no place in it.
    private static readonly string[] s_ofWholeFiles = ["ManifestEmpty", "ManifestIsWebPage", "ManifestIsServerAnswer"];

    private static Manifest? Read(string text)
    {
        try
        {
            return Manifest.Parse(text, "mutant");
        }
        catch (ManifestException error)
        {
            Assert.True(error.Position is not null || s_ofWholeFiles.Contains(error.ErrorId), $"{error.Message}\n{text}");
            return null;
        }
    }

    private static Manifest? Edit(Manifest manifest, Mutator mutator)
    {
        try
        {
            return manifest.Edit(draft => Change(draft.Objects.First(), mutator));
        }
        catch (ManifestException error)
        {
            Assert.NotNull(error.Position);
            return null;
        }
    }

    private static void Change(JsonNode node, Mutator mutator)
    {
        var places = Descendants(node).ToList();
        switch (places[mutator.Next(places.Count)])
        {
            case JsonObject { Count: > 0 } json when mutator.Next(3) == 0 && json.Parent is not null && !json.ContainsKey("name"):
                json.Remove(json.ElementAt(mutator.Next(json.Count)).Key);
                break;
            case JsonObject json:
                json["added"] = mutator.Next(2) == 0 ? "by edit" : new JsonArray("by", new JsonObject { ["name"] = "edit" });
                break;
            case JsonArray { Count: > 0 } items when mutator.Next(2) == 0:
                items.RemoveAt(mutator.Next(items.Count));
                break;
            case JsonArray items:
                items.Insert(mutator.Next(items.Count + 1), new JsonObject { ["name"] = "B", ["value"] = "x: y\nz" });
                break;
        }

        var scalars = places.OfType<JsonValue>()
            .Where(static value => value.Parent is not null && value.GetPath() is not ("$.kind" or "$.apiVersion" or "$.metadata.name"))
            .ToList();
        if (scalars.Count > 0)
        {
            scalars[mutator.Next(scalars.Count)].ReplaceWith(mutator.Next(2) == 0 ? "edited" : "a, b: #c\n d");
        }
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        var children = node switch
        {
            JsonObject json => json.Select(static pair => pair.Value),
            JsonArray items => items,
            _ => Enumerable.Empty<JsonNode?>(),
        };
        return children.OfType<JsonNode>().SelectMany(Descendants).Prepend(node);
    }
}
