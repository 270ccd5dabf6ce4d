using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Core.Tests.Manifests.Settings;

public sealed class SettingMatrixTests
{
    public static TheoryData<string, string> Files => [.. ReferenceFolder.Manifests];

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void Every_setting_changes_only_its_objects_and_lines_or_is_refused_with_its_reason(string release, string name)
    {
        var file = new OfficialFile(release, name);
        var manifest = Manifest.Parse(file.Text, name);
        foreach (var (setting, settings, expected) in SettingMatrix.Rows)
        {
            if (expected(file) is { ErrorId: { } errorId, Reason: { } reason })
            {
                var error = Assert.Throws<ManifestException>(() => ManifestConfigurator.Configure(manifest, settings, new CommandLog()));
                Assert.Equal((setting, errorId), (setting, error.ErrorId));
                Assert.Contains(reason, error.Message, StringComparison.Ordinal);
            }
        }

        foreach (var (setting, expected, actual) in Applied(file, manifest))
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

    private static IEnumerable<(string Setting, Expectation Expected, ManifestChanges Actual)> Applied(OfficialFile file, Manifest manifest)
    {
        var rows = SettingMatrix.Rows.Select(row => (row.Name, row.Settings, Expected: row.Expected(file))).Where(static row => row.Expected.ErrorId is null).ToList();
        var changes = ManifestChanges.Of(rows.Select(row => (manifest.ToYaml(), ManifestConfigurator.Configure(manifest, row.Settings, new CommandLog()).ToYaml())));
        return rows.Zip(changes, static (row, actual) => (row.Name, row.Expected, actual));
    }
}
