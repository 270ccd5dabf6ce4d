using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CalicoTools.Tests.Module;

/// <summary>What the documentation tells a stranger about the checkout is so.</summary>
public sealed partial class DocumentationTests
{
    private static readonly IReadOnlyList<string> s_files =
        [.. Sources().Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))];

    public static TheoryData<string> Texts =>
        [.. s_files.Where(static file => file.EndsWith(".md", StringComparison.Ordinal) && file != "CHANGELOG.md")];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_link_leads_to_a_file(string text) => Assert.All(
        Link().Matches(Read(text)).Select(static match => match.Groups[1].Value),
        link => Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(text)!, link)), link));

    // The README is for users: the files it names are theirs and Calico's.
    public static TheoryData<string> TextsForMaintainers => [.. Texts.Select(static row => row.Data).Where(static text => text != "README.md")];

    [Theory]
    [MemberData(nameof(TextsForMaintainers))]
    public void A_source_that_is_named_exists(string text) => Assert.All(
        Source().Matches(Read(text)).Select(static match => match.Groups[1].Value).Where(static name => !Placeholder().IsMatch(name)),
        name => Assert.Contains(s_files, file => $"/{file}".EndsWith($"/{name}", StringComparison.Ordinal)));

    [Fact]
    public void The_architecture_names_types_and_folders_that_exist()
    {
        var names = TypeName().Matches(Read("docs/architecture.md")).Select(static match => match.Groups[1].Value).Distinct().ToArray();
        Assert.True(names.Length > 20);
        Assert.All(names, static name => Assert.Contains(s_files, file => $"/{file}".Contains($"/{name}.cs", StringComparison.Ordinal)
            || $"/{file}".Contains($"/{name}/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_notices_name_the_packages_that_the_module_contains()
    {
        var packages = JsonNode.Parse(Read("src/CalicoTools.Core/packages.lock.json"))!["dependencies"]!.AsObject()
            .SelectMany(static framework => framework.Value!.AsObject())
            .Where(static package => package.Value!["resolved"] is not null)
            .Select(static package => $"{package.Key} {package.Value!["resolved"]}");
        var noticed = NoticeRow().Matches(Read("THIRD-PARTY-NOTICES.md")).Select(static row => $"{row.Groups[1].Value} {row.Groups[2].Value}");
        Assert.Equal(packages.Order(StringComparer.Ordinal), noticed.Order(StringComparer.Ordinal));
        Assert.Equal(Read("THIRD-PARTY-NOTICES.md"), File.ReadAllText(Path.Combine(StagedModule.Folder, "THIRD-PARTY-NOTICES.md")));
        Assert.True(File.Exists(Path.Combine(StagedModule.Folder, "LICENSE")));
    }

    private static string Read(string file) => File.ReadAllText(Repository.At(file));

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Repository.Root)
        .Concat(new[] { "docs", "src", "tests", "examples", "views", ".github" }
            .SelectMany(static folder => Directory.EnumerateFiles(Repository.At(folder), "*", SearchOption.AllDirectories)))
        .Where(static file => !file.Split('/', '\\').Any(static part => part is "bin" or "obj"));

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([A-Za-z/.-]+\.(cs|txt|yaml|schema|ps1xml|psd1|md))`")]
    private static partial Regex Source();

    // A part in capitals stands for a name that the reader chooses.
    [GeneratedRegex(@"[A-Z]{4,}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"`(?:[A-Z][A-Za-z]+/)*([A-Z][a-z]+[A-Z][A-Za-z]+)`")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^\| ([A-Z][A-Za-z.]+) \| ([\d.]+) \|", RegexOptions.Multiline)]
    private static partial Regex NoticeRow();
}
