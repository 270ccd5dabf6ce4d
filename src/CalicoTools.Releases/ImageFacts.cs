namespace CalicoTools.Releases.Adding;

/// <summary>The images and init containers of the release that is added, in the form of the list of them.</summary>
/// <param name="manifests">The release's manifests; what others name is taken to be as it was.</param>
/// <param name="releases">The releases.</param>
internal sealed class ImageFacts(IReadOnlyList<OfficialManifest> manifests, ReleaseList releases)
{
    private const string Etcd = "Etcd";

    private static readonly string[] s_variants = Enum.GetNames<CalicoVariant>();

    private readonly string _tag = manifests[0].ManifestKey.Release.ImageTag;
    private readonly string _own = OwnRegistry(manifests[0]);

    /// <summary>Changes the list so that it tells the images of the release.</summary>
    /// <param name="text">The list.</param>
    public string Update(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n').Select(SourceLine.Parse).ToList();
        string[] tag = _tag == releases.Added.ToString() ? [] : [$"tag {_tag}"];
        Update(lines, "tag", tag);
        Update(lines, "calico", [$"calico {_own}"]);
        Update(lines, "image", Wanted(lines, "image", 2, s_variants, static manifest => manifest.ManifestKey.Variant.ToString(), Images));
        Update(lines, "init", Wanted(lines, "init", 3, [.. s_variants, Etcd], static manifest =>
            manifest.ManifestKey.Datastore == CalicoDatastore.Etcd ? Etcd : manifest.ManifestKey.Variant.ToString(), InitContainers));
        return string.Join('\n', lines) + "\n";
    }

    private void Update(List<SourceLine> lines, string kind, IReadOnlyList<string> wanted)
    {
        foreach (var line in Holding(lines, kind).Where(line => !wanted.Contains(Fact(line))))
        {
            line.Condition = releases.Cut(line.Condition!);
        }

        SourceLine? before = null;
        foreach (var fact in wanted)
        {
            var there = Holding(lines, kind).FirstOrDefault(line => Fact(line) == fact);
            if (there is null)
            {
                var at = before is null ? lines.FindLastIndex(line => Fact(line).Split(' ')[0] == kind) : lines.IndexOf(before);
                lines.Insert(at + 1, there = SourceLine.Of(fact, releases.OnlyAdded));
            }

            before = there;
        }
    }

    // Facts without the keys they hold in, each with those; in the order of the list, new ones where the manifests have them.
    private string[] Wanted(
        List<SourceLine> lines,
        string kind,
        int words,
        string[] all,
        Func<OfficialManifest, string> keyOf,
        Func<OfficialManifest, IEnumerable<string>> factsOf)
    {
        var facts = Holding(lines, kind).Select(line => Fact(line).Split(' '))
            .Select(fact => (Fact: string.Join(' ', fact[..words]), Keys: (fact.Length > words ? fact[words..] : all).ToHashSet()))
            .ToList();
        foreach (var key in manifests.Select(keyOf).Distinct())
        {
            facts.ForEach(fact => fact.Keys.Remove(key));
            var at = -1;
            foreach (var wanted in manifests.Where(manifest => keyOf(manifest) == key).SelectMany(factsOf).Distinct())
            {
                var there = facts.FindIndex(fact => fact.Fact == wanted);
                if (there < 0)
                {
                    facts.Insert(there = at < 0 ? facts.Count : at + 1, (wanted, []));
                }

                facts[there].Keys.Add(key);
                at = there;
            }
        }

        return [.. facts.Where(static fact => fact.Keys.Count > 0).Select(fact =>
            string.Join(' ', all.Where(fact.Keys.Contains).Where(_ => fact.Keys.Count < all.Length).Prepend(fact.Fact)))];
    }

    private IEnumerable<string> Images(OfficialManifest manifest) =>
        OfficialManifest.Containers(manifest.Objects, "containers", "initContainers")
            .Select(container => $"image {Template((string)container["image"]!)}");

    private IEnumerable<string> InitContainers(OfficialManifest manifest) => OfficialManifest.Containers(manifest.Objects, "initContainers")
        .Select(container => Template((string)container["image"]!).Split('/', ':') is ["{calico}", var image, "{tag}"]
            ? $"init {container["name"]} {image}"
            : throw new FormatException(
                $"{manifest.File}: the init container {container["name"]} runs {container["image"]}, none of Calico's own images."));

    private string Template(string image) =>
        image.StartsWith($"{_own}/", StringComparison.Ordinal) && image.EndsWith($":{_tag}", StringComparison.Ordinal)
        ? $"{{calico}}{image[_own.Length..^_tag.Length]}{{tag}}"
        : image;

    private IEnumerable<SourceLine> Holding(IEnumerable<SourceLine> lines, string kind) => lines
        .Where(line => Fact(line).Split(' ')[0] == kind && ReleaseSet.Parse(line.Condition!).Contains(releases.Added));

    private static string Fact(SourceLine line) => string.Join(' ', line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string OwnRegistry(OfficialManifest manifest) => OfficialManifest.Containers(manifest.Objects, "containers")
        .Where(static container => (string?)container["name"] == "calico-node")
        .Select(static container => (string)container["image"]!)
        .Select(static image => image[..image.LastIndexOf('/')])
        .First();
}
