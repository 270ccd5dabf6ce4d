using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Core.Tests.Manifests.Settings;

public sealed class SettingMatrixTests
{
    public static TheoryData<string, string> Files => [.. ReferenceFolder.Manifests];

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void Every_setting_is_applied_as_meant_or_refused_with_its_reason(string release, string name)
    {
        var file = new OfficialFile(release, name);
        var before = file.Text;
        var manifest = Manifest.Parse(before, name);
        var applied = new List<(string Setting, Expectation Expected, string After)>();
        foreach (var (setting, settings, expected) in SettingMatrix.Rows)
        {
            var expectation = expected(file);
            if (expectation.ErrorId is { } errorId)
            {
                var error = Assert.Throws<ManifestException>(() => ManifestConfigurator.Configure(manifest, settings, new CommandLog()));
                Assert.Equal((setting, errorId), (setting, error.ErrorId));
                Assert.Contains(expectation.Reason!, error.Message, StringComparison.Ordinal);
            }
            else
            {
                applied.Add((setting, expectation, ManifestConfigurator.Configure(manifest, settings, new CommandLog()).ToYaml()));
            }
        }

        var changes = ManifestChanges.Of(applied.Select(item => (before, item.After)));
        foreach (var ((setting, expected, _), actual) in applied.Zip(changes))
        {
            var expectedObjects = expected.Changes.Select(static change => change.Text).Order(StringComparer.Ordinal);
            Assert.Equal([setting, .. expectedObjects], new[] { setting }.Concat(actual.Objects.Order(StringComparer.Ordinal)));
            Assert.Equal(
                (setting, expected.Changes.Sum(static change => change.Removed), expected.Changes.Sum(static change => change.Added)),
                (setting, actual.Removed.Count, actual.Added.Count));
        }
    }

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void Setting_twice_gives_the_same_text_whatever_the_newlines(string release, string name)
    {
        var file = new OfficialFile(release, name);
        var lf = Manifest.Parse(file.Text, name);
        var crlf = Manifest.Parse(file.Text.Replace("\n", "\r\n", StringComparison.Ordinal), name);
        foreach (var (setting, settings, _) in SettingMatrix.Rows.Where(row => row.Expected(file).ErrorId is null))
        {
            var once = ManifestConfigurator.Configure(lf, settings, new CommandLog());
            var twice = ManifestConfigurator.Configure(once, settings, new CommandLog());
            Assert.Equal((setting, once.ToYaml()), (setting, twice.ToYaml()));
            var windows = ManifestConfigurator.Configure(crlf, settings, new CommandLog()).ToYaml();
            Assert.Equal((setting, once.ToYaml().Replace("\n", "\r\n", StringComparison.Ordinal)), (setting, windows));
        }
    }
}
