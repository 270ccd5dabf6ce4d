using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoTools.Manifests.BuiltIn;

namespace CalicoTools.Releases.Adding;

/// <summary>Changes what is said once for many places, where the added release says something else in nearly all of them.</summary>
/// <param name="folder">The sources.</param>
/// <param name="releases">The releases.</param>
internal sealed class VariableUpdate(SourceFolder folder, ReleaseList releases)
{
    /// <summary>Changes the variables.</summary>
    /// <param name="objects">The objects that are needed, each with the name of its source.</param>
    public void Apply(IEnumerable<(string Name, OfficialManifest Manifest, JsonObject Wanted)> objects)
    {
        var texts = objects.Select(Compared).ToArray();
        foreach (var line in folder[BuiltInSource.Variables].Lines.Where(static line => line.Text is not (['#', ..] or "")).ToArray())
        {
            var (name, value) = (line.Text.Split(": ")[0], line.Text.Split(": ", 2)[1]);
            var used = texts.Where(text => text.Variables.Contains(line)).SelectMany(text => Uses(text, name)).ToArray();
            var others = used.SelectMany(static use => use.Wanted).CountBy(static found => found).Where(found => found.Key != value)
                .Select(found => (found.Key, Gain: found.Value - used.Sum(use => use.Now.Count(now => now == found.Key)))).ToArray();
            var left = used.Sum(use => use.Wanted.Count(found => found == value));
            var lines = used.Sum(use => use.Now.Count(now => now == value));
            if (others.Length > 0 && others.MaxBy(static other => other.Gain) is var (better, gain) && gain * 2 > lines && left * 4 < lines)
            {
                var added = SourceLine.Of($"{name}: {better}", Conditions.Rewrite(line.Condition, _ => releases.OnlyAdded));
                line.Condition = Conditions.Rewrite(line.Condition, releases.WithoutAdded);
                folder[BuiltInSource.Variables].InsertAfter(line, new HashSet<SourceLine>(), [[added]], releases);
            }
        }

        folder.Renumber();
    }

    // What stands in the place of a variable, now and as it is needed, line by line of those that are alike but for the variable.
    private static IEnumerable<(string[] Now, string[] Wanted)> Uses(ComparedText text, string variable)
    {
        foreach (var pattern in text.Patterns(variable))
        {
            yield return (Found(text.Now, pattern), Found(text.Wanted, pattern));
        }

        static string[] Found(IEnumerable<string> lines, Regex pattern) =>
            [.. lines.Select(line => pattern.Match(line)).Where(static match => match.Success)
                .Select(static match => match.Groups[1].Value)];
    }

    private ComparedText Compared((string Name, OfficialManifest Manifest, JsonObject Wanted) named)
    {
        var (file, texts) = ($"{named.Name}.yaml", folder.Render(named.Manifest.ManifestKey));
        var lines = texts.NumberedLines(file);
        string[] now = [.. lines.Select(static line => line.Text)];
        return new ComparedText(
            [.. texts.NumberedLines(BuiltInSource.Variables).Select(line => folder[BuiltInSource.Variables][line.Index])],
            [.. lines.Select(line => folder[file][line.Index].Text).Where(static line => line.Contains('{', StringComparison.Ordinal))
                .Distinct()],
            now,
            [.. SourceStyle.WithFlowingGroups(ReleaseUpdate.Edited(now, named.Wanted))],
            texts.Values);
    }

    private sealed record ComparedText(
        HashSet<SourceLine> Variables, string[] Sources, string[] Now, string[] Wanted, IReadOnlyDictionary<string, string> Values)
    {
        public IEnumerable<Regex> Patterns(string variable) => Sources
            .Where(line => line.Contains($"{{{variable}}}", StringComparison.Ordinal))
            .Select(line => new Regex($"^{string.Join("(.+)", line.Split($"{{{variable}}}").Select(part => Regex.Escape(Filled(part))))}$"));

        private string Filled(string text) => Values.Aggregate(text, static (text, variable) =>
            text.Replace($"{{{variable.Key}}}", variable.Value, StringComparison.Ordinal));
    }
}
