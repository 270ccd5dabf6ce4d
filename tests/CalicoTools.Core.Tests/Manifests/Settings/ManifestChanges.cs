using System.Text.Json;

namespace CalicoTools.Core.Tests.Manifests.Settings;

/// <summary>How two manifests differ, told by python's YAML parser and line comparison.</summary>
internal sealed record ManifestChanges(IReadOnlyList<string> Objects, IReadOnlyList<string> Removed, IReadOnlyList<string> Added)
{
    private static readonly JsonSerializerOptions s_lowerCase = new() { PropertyNameCaseInsensitive = true };

    public static IReadOnlyList<ManifestChanges> Of(IEnumerable<(string Before, string After)> pairs)
    {
        var script = Repository.At("tests", "CalicoTools.Core.Tests", "Manifests", "Settings", "manifest_changes.py");
        var input = JsonSerializer.Serialize(pairs.Select(static pair => Differing(pair.Before, pair.After)));
        var result = ExternalProgram.Try("python3", [script], input);
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonSerializer.Deserialize<List<ManifestChanges>>(result.Output, s_lowerCase)!;
    }

    // Most documents are the same, and reading them would take most of the time.
    private static string[] Differing(string before, string after)
    {
        const string separator = "\n---\n";
        var (old, changed) = (before.Split(separator), after.Split(separator));
        var atStart = old.Zip(changed).TakeWhile(static pair => pair.First == pair.Second).Count();
        var atEnd = old.Skip(atStart).Reverse().Zip(changed.Skip(atStart).Reverse()).TakeWhile(static pair => pair.First == pair.Second).Count();
        return [string.Join(separator, old[atStart..^atEnd]), string.Join(separator, changed[atStart..^atEnd])];
    }
}
