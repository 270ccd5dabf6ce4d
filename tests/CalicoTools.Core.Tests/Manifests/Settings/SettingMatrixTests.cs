using CalicoTools.Core.Tests.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Core.Tests.Manifests.Settings;

public sealed class SettingMatrixTests
{
    private static readonly ManifestSettings[] s_network =
    [
        new() { PodCidr = ["10.244.0.0/16"] },
        new() { NatOutgoing = true },
        new() { IPAutodetectionMethod = ["can-reach=10.0.0.1"] },
        new() { BlockSize = 26 },
        new() { Encapsulation = Encapsulation.Vxlan },
    ];

    public static TheoryData<string, string> Files => [.. ReferenceFolder.Sample];

    public static TheoryData<string, string> BuiltInFiles =>
    [
        .. from published in PublishedManifest.All
           from release in new[] { "v3.21.2", "v3.23.5", "v3.27.5", "v3.32.1" }
           select (release, published.File),
    ];

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void Every_setting_changes_only_its_objects_and_lines_or_is_refused_with_its_reason(string release, string name) =>
        Check(new ManifestFile(release, name));

    [Theory]
    [MemberData(nameof(BuiltInFiles))]
    public void So_it_does_with_built_in_manifests(string release, string name) => Check(new ManifestFile(release, name, IsBuiltIn: true));

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void Official_file_and_built_in_manifest_become_the_same_objects_or_are_refused_alike(string release, string name)
    {
        var official = new ManifestFile(release, name).Manifest;
        var builtIn = new ManifestFile(release, name, IsBuiltIn: true).Manifest;
        foreach (var (setting, settings, _) in SettingMatrix.Rows)
        {
            Assert.Equal((setting, Outcome(official, settings)), (setting, Outcome(builtIn, settings)));
        }
    }

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void Setting_twice_gives_the_same_text_whatever_the_newlines(string release, string name)
    {
        var file = new ManifestFile(release, name);
        var lf = Manifest.Parse(file.Text, name);
        var crlf = Manifest.Parse(file.Text.Replace("\n", "\r\n", StringComparison.Ordinal), name);
        foreach (var (setting, settings, _) in SettingMatrix.Rows.Where(row => row.Expected(file).ErrorId is null))
        {
            var once = lf.With(settings);
            var twice = once.With(settings);
            Assert.Equal((setting, once.ToYaml()), (setting, twice.ToYaml()));
            var windows = crlf.With(settings).ToYaml();
            Assert.Equal((setting, once.ToYaml().Replace("\n", "\r\n", StringComparison.Ordinal)), (setting, windows));
        }
    }

    [OfficialTheory]
    [MemberData(nameof(Files))]
    public void Settings_one_by_one_or_together_give_the_same_text(string release, string name)
    {
        var file = new ManifestFile(release, name);
        var manifest = file.Manifest;
        CalicoManifest oneByOne = manifest;
        ManifestSettings[] single =
        [
            new() { CniKubeConfigPath = "/etc/cni/net.d/calico-kubeconfig" },
            new() { CniNetDirectory = "/var/cni" },
            new() { CniBinDirectory = "/var/bin" },
            new() { Mtu = 1440 },
            new() { ImageRegistry = "reg.lan" },
            new() { ImagePullSecret = "regcred" },
            new() { Environment = [new("FELIX_LOGSEVERITYSCREEN", "Warning")] },
            .. file.IsEtcd
                ? [new() { ExternalEtcdSecret = true }, new() { EtcdEndpoint = ["https://a:2379"] }] : Array.Empty<ManifestSettings>(),
            .. file.HasCalicoNetworking ? s_network : [],
        ];
        foreach (var setting in single)
        {
            oneByOne = oneByOne.With(setting);
        }

        var together = manifest.With(new()
        {
            CniKubeConfigPath = "/etc/cni/net.d/calico-kubeconfig",
            CniNetDirectory = "/var/cni",
            CniBinDirectory = "/var/bin",
            Mtu = 1440,
            ImageRegistry = "reg.lan",
            ImagePullSecret = "regcred",
            Environment = [new("FELIX_LOGSEVERITYSCREEN", "Warning")],
            ExternalEtcdSecret = file.IsEtcd,
            EtcdEndpoint = file.IsEtcd ? ["https://a:2379"] : null,
            BlockSize = file.HasCalicoNetworking ? 26 : null,
            NatOutgoing = file.HasCalicoNetworking ? true : null,
            PodCidr = file.HasCalicoNetworking ? ["10.244.0.0/16"] : null,
            IPAutodetectionMethod = file.HasCalicoNetworking ? ["can-reach=10.0.0.1"] : null,
            Encapsulation = file.HasCalicoNetworking ? Encapsulation.Vxlan : null,
        });
        Assert.Equal(oneByOne.ToYaml(), together.ToYaml());
    }

    private static void Check(ManifestFile file)
    {
        var manifest = file.Manifest;
        foreach (var (setting, settings, expected) in SettingMatrix.Rows)
        {
            if (expected(file) is { ErrorId: { } errorId, Reason: { } reason })
            {
                var error = Assert.Throws<ManifestException>(() => manifest.With(settings));
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

    // The definitions, which no setting changes, are left out: the official files' have descriptions.
    private static string Outcome(Manifest manifest, ManifestSettings settings)
    {
        try
        {
            var configured = (Manifest)manifest.With(settings);
            return string.Join('\n', configured.Documents
                .Where(static document => document.Resource is { Kind: not "CustomResourceDefinition" })
                .Select(static document => document.ToObject().ToJsonString()));
        }
        catch (ManifestException error)
        {
            return $"{error.ErrorId}: {error.Message} {error.Remedy}";
        }
    }

    private static IEnumerable<(string Setting, Expectation Expected, ManifestChanges Actual)> Applied(ManifestFile file, Manifest manifest)
    {
        var text = manifest.ToYaml();
        var rows = SettingMatrix.Rows
            .Select(row => (row.Name, row.Settings, Expected: row.Expected(file)))
            .Where(static row => row.Expected.ErrorId is null)
            .ToList();
        var changes = ManifestChanges.Of(rows.Select(row => (text, manifest.With(row.Settings).ToYaml())));
        return rows.Zip(changes, static (row, actual) => (row.Name, row.Expected, actual));
    }
}
