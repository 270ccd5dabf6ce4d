using System.Text.Json.Nodes;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.BuiltIn.Definitions;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Releases.Adding;

/// <summary>
/// Adds a release to the sources of a checkout: first it is taken for its neighbour, then what its official manifests say
/// differently becomes conditions and new lines. What is wholly new is for a person to review.
/// </summary>
internal sealed class ReleaseUpdate
{
    private readonly SourceFolder _folder;
    private readonly IReadOnlyList<OfficialManifest> _manifests;
    private readonly ReleaseList _releases;
    private readonly TextUpdate _texts;
    private readonly List<string> _byHand = [];

    private ReleaseUpdate(SourceFolder folder, IReadOnlyList<OfficialManifest> manifests, ReleaseList releases) =>
        (_folder, _manifests, _releases, _texts) = (folder, manifests, releases, new TextUpdate(folder, releases));

    /// <summary>Adds a release. Nothing is written before all of it is computed.</summary>
    /// <param name="checkout">The checkout.</param>
    /// <param name="paths">Its official manifests: files, or folders with them.</param>
    /// <param name="date">The day it was tagged.</param>
    /// <param name="number">Its number; null where its images name it.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="FormatException">The files are not manifests of one release that can be added.</exception>
    public static AddedRelease Add(string checkout, IEnumerable<string> paths, DateOnly date, ReleaseNumber? number = null)
    {
        var manifests = OfficialManifest.ReadAll(paths, date, number);
        var release = manifests[0].ManifestKey.Release;
        var folder = new SourceFolder(checkout);
        var list = File.ReadAllText(folder.ReleasePath("releases.txt")).TrimEnd('\n').Split('\n');
        var known = list.Where(static line => line[0] != '#').Select(static line => ReleaseNumber.Parse(line.Split(' ')[0])).ToArray();
        if (known.Contains(release.Number))
        {
            throw new FormatException($"{release} is built in already.");
        }

        var releases = new ReleaseList(known, release.Number);
        var update = new ReleaseUpdate(folder, manifests, releases);
        update.Apply();
        string[] unequal = [.. update._byHand, .. update.Differences()];
        var at = Array.FindLastIndex(list, line => line[0] == '#' || ReleaseNumber.Parse(line.Split(' ')[0]) < release.Number) + 1;
        var changed = folder.Write(new Dictionary<string, string>
        {
            [folder.ReleasePath("releases.txt")] = string.Join('\n', [.. list[..at], $"{release} {date:yyyy-MM-dd}", .. list[at..]]) + "\n",
            [folder.ReleasePath("images.txt")] = new ImageFacts(manifests, releases)
                .Update(File.ReadAllText(folder.ReleasePath("images.txt"))),
            [folder.FileHashesPath] = FileHashes.Add(File.ReadAllText(folder.FileHashesPath), manifests),
            [folder.ObjectHashesPath] = HashTable.Add(File.ReadAllText(folder.ObjectHashesPath), manifests, releases),
        });
        return new AddedRelease(
            release,
            releases.Neighbour,
            [.. manifests.Select(static manifest => manifest.File)],
            changed,
            unequal,
            KubernetesIsKnown: File.ReadLines(folder.ReleasePath("kubernetes.txt")).Any(line =>
                line.StartsWith("tested ", StringComparison.Ordinal) && ReleaseSet.Parse(line.Split("#@")[1]).Contains(release.Number)));
    }

    private void Apply()
    {
        foreach (var line in _folder.Files.SelectMany(static file => file.Lines).Where(static line => line.Condition is not null))
        {
            line.Condition = Conditions.Rewrite(line.Condition, set => set is null ? null : _releases.LikeNeighbour(set));
        }

        var names = _manifests.ToDictionary(static manifest => manifest, NamesOf);
        new VariableUpdate(_folder, _releases).Apply(names.SelectMany(static pair => pair.Value
            .Where(static named => named.Name != BuiltInManifests.Definitions)
            .Select(named => (named.Name, pair.Key, named.Object))));
        UpdateList(BuiltInManifests.Order, _manifests, manifest => [.. names[manifest].Select(static pair => pair.Name).Distinct()]);
        foreach (var objects in names.SelectMany(static pair => pair.Value.Select(named => (named.Name, named.Object, Manifest: pair.Key)))
            .Where(static named => named.Name != BuiltInManifests.Definitions).GroupBy(static named => named.Name))
        {
            var wanted = objects.ToDictionary(static named => named.Manifest, static named => named.Object);
            _texts.Apply($"{objects.Key}.yaml", wanted.Keys, static lines => lines, (manifest, lines) => Edited(lines, wanted[manifest]));
        }

        if (_manifests.FirstOrDefault(static manifest => manifest.Objects.Any(IsDefinition)) is { } complete)
        {
            UpdateDefinitions(complete);
        }
    }

    private void UpdateDefinitions(OfficialManifest manifest)
    {
        var definitions = manifest.Objects.Where(IsDefinition).ToDictionary(static json => (string)json["metadata"]!["name"]!);
        var known = definitions.Keys.Where(name => _folder.Has($"{name}.schema")).ToArray();
        var fragments = new SchemaSource(_folder, _folder.Render(manifest.ManifestKey)).FragmentsOf(CustomResourceDefinitions.Fragments);
        foreach (var (name, json) in definitions.Where(pair => !known.Contains(pair.Key)))
        {
            _folder.Add($"{name}.schema", string.Join('\n', Whole(json, fragments)) + "\n");
        }

        UpdateList(CustomResourceDefinitions.Order, [manifest], _ => [.. definitions.Keys]);
        var source = new SchemaSource(_folder, _folder.Render(manifest.ManifestKey));
        var update = new SchemaUpdate(source, _releases);
        foreach (var name in source.Names)
        {
            update.Compare(name, SchemaText.Read(SchemaOf(definitions[name])));
        }

        _byHand.AddRange(update.Apply());
        _folder.Renumber();
        foreach (var name in known)
        {
            _texts.Apply($"{name}.schema", [manifest], Envelope, (_, lines) =>
                [.. Edited(
                    [.. lines.Select(static line => SchemaSource.IsSchema(line) ? $"{line} {{}}" : line)], WithoutSchema(definitions[name]))
                    .Select(static line => SchemaSource.IsSchema(line) ? line.Split(':')[0] + ":" : line)]);
        }
    }

    private void UpdateList(
        string file, IReadOnlyCollection<OfficialManifest> manifests, Func<OfficialManifest, IReadOnlyList<string>> names)
    {
        _texts.Apply(file, manifests, static lines => lines.Where(static line => line.Text[0] != '#'), (manifest, _) => names(manifest));
        _folder.Renumber();
    }

    // The name of each object's source; an object that has none yet gets one.
    private IReadOnlyList<(string Name, JsonObject Object)> NamesOf(OfficialManifest manifest)
    {
        var texts = _folder.Render(manifest.ManifestKey);
        var known = texts.Names(BuiltInManifests.Order).Where(static name => name != BuiltInManifests.Definitions).ToDictionary(
            name => OfficialManifest.Identity(ManifestDocument.Read(new SourceText(name, 1, texts.Document(name))).ToObject()));
        return [.. manifest.Objects.Select(json => (
            IsDefinition(json)
                ? BuiltInManifests.Definitions : known.GetValueOrDefault(OfficialManifest.Identity(json)) ?? Begin(json, texts), json))];
    }

    private string Begin(JsonObject json, BuiltInSource texts)
    {
        var name = OfficialManifest.Identity(json).Replace(' ', '-').ToLowerInvariant();
        if (!_folder.Has($"{name}.yaml"))
        {
            var lines = ManifestYaml.Write(json).TrimEnd('\n').Split('\n');
            _folder.Add($"{name}.yaml", string.Join('\n', SourceStyle.WithTerms(lines, texts.Values)) + "\n");
        }

        return name;
    }

    private IEnumerable<string> Differences() => _manifests.SelectMany(manifest =>
    {
        var made = BuiltInManifests.Compose(_folder.Render(manifest.ManifestKey)).Documents.Select(static document => document.ToObject());
        var (ours, theirs) = (Hashed(made), Hashed(manifest.Objects));
        var unequal = ours.Except(theirs).Union(theirs.Except(ours)).Select(static pair => pair.Identity).Distinct().ToArray();
        return unequal.Length == 0 && !ours.SequenceEqual(theirs)
            ? [$"{manifest.File}: the objects do not stand in upstream's order"]
            : unequal.Select(identity => $"{manifest.File}: {identity} is not equal");
    });

    private static (string Identity, string Hash)[] Hashed(IEnumerable<JsonObject> objects) =>
        [.. objects.Select(static json => (OfficialManifest.Identity(json), CanonicalJson.Hash(json)))];

    private static bool IsDefinition(JsonObject json) => (string?)json["kind"] == "CustomResourceDefinition";

    private static IEnumerable<(int Index, string Text)> Envelope(IEnumerable<(int Index, string Text)> lines)
    {
        var column = int.MaxValue;
        foreach (var line in lines.TakeWhile(static line => line.Text[0] != '#' && !char.IsAsciiLetterUpper(line.Text[0])))
        {
            var indent = line.Text.AsSpan().IndexOfAnyExcept(' ');
            if (SchemaSource.IsSchema(line.Text))
            {
                column = indent;
                yield return (line.Index, line.Text.Split(':')[0] + ":");
            }
            else if (indent <= column)
            {
                column = int.MaxValue;
                yield return line;
            }
        }
    }

    /// <summary>Edits the text of an object until it is another.</summary>
    public static IReadOnlyList<string> Edited(IReadOnlyList<string> lines, JsonObject wanted)
    {
        var document = ManifestDocument.Read(new SourceText("source", 1, string.Join('\n', lines) + "\n"));
        if (CanonicalJson.Hash(document.ToObject()) == CanonicalJson.Hash(wanted))
        {
            return lines;
        }

        try
        {
            return DocumentEditor.Edit(document, wanted).Text.TrimEnd('\n').Split('\n');
        }
        catch (ManifestException)
        {
            // What cannot be edited is written anew, comments or not.
            return ManifestYaml.Write(wanted).TrimEnd('\n').Split('\n');
        }
    }

    private static IEnumerable<string> Whole(JsonObject definition, IReadOnlyDictionary<string, string> fragments) =>
        ManifestYaml.Write(WithoutSchema(definition)).TrimEnd('\n').Split('\n').SelectMany(line => SchemaSource.IsSchema(line)
            ? SchemaText.Write(
                line.TrimStart().Split(':')[0], SchemaText.Read(SchemaOf(definition)), line.Length - line.TrimStart().Length, fragments)
            : [line]);

    private static JsonObject SchemaOf(JsonObject definition) =>
        definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject();

    private static JsonObject WithoutSchema(JsonObject definition)
    {
        var copy = definition.DeepClone().AsObject();
        copy["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"] = new JsonObject();
        return copy;
    }
}
