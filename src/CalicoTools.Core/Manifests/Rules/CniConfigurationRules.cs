using System.Text.Json;
using System.Text.RegularExpressions;
using CalicoTools.Calico;
using CalicoTools.Manifests.Installations;
using CalicoTools.Objects;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of the CNI configuration, which install-cni makes JSON of by filling placeholders.</summary>
internal static partial class CniConfigurationRules
{

    // Placeholder and the releases whose install-cni fills it.
    private static readonly Dictionary<string, ReleaseSet> s_placeholders = ReadPlaceholders(
        """
        LOG_LEVEL                ..
        LOG_FILE_PATH            ..
        LOG_FILE_MAX_SIZE        ..
        LOG_FILE_MAX_AGE         ..
        LOG_FILE_MAX_COUNT       ..
        DATASTORE_TYPE           ..
        KUBERNETES_NODE_NAME     ..
        KUBECONFIG_FILEPATH      ..
        KUBECONFIG_FILENAME      ..v3.8.*
        CNI_MTU                  ..
        KUBERNETES_SERVICE_HOST  ..
        KUBERNETES_SERVICE_PORT  ..
        SERVICEACCOUNT_TOKEN     ..
        ETCD_ENDPOINTS           ..
        ETCD_DISCOVERY_SRV       ..
        ETCD_CA_CERT_FILE        ..
        ETCD_CERT_FILE           ..
        ETCD_KEY_FILE            ..
        REQUIRE_MTU_FILE         v3.31.0..
        CALICO_API_GROUP         v3.32.0..
        """);

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "CniConfigurationComment",
            FindingSeverity.Error,
            "There is a comment inside the CNI configuration, which has to be JSON.",
            "Take the line out, or put the comment above the key.",
            static installation => InLines(installation, static line => IsComment(line) ? "a comment" : null)),
        new(
            "CniConfigurationNotJson",
            FindingSeverity.Error,
            "The CNI configuration is not JSON once its placeholders are filled.",
            "Correct it at the place named.",
            static installation => InTexts(installation, NotJson)),
        new(
            "CniMtuQuoted",
            FindingSeverity.Error,
            "The MTU in the CNI configuration is in quotes, but has to be a number.",
            "Write \"mtu\": __CNI_MTU__, without quotes around the placeholder.",
            static installation => InLines(
                installation, static line => QuotedMtu().Match(line) is { Success: true } quoted ? quoted.Value : null)),
        new(
            "CniPlaceholderUnknown",
            FindingSeverity.Error,
            "The CNI configuration has a placeholder that this release does not fill.",
            "Write the value itself, or use a release that knows the placeholder.",
            static installation => InTexts(installation, (map, text) => Unknown(map, text, installation.Release))),
        new(
            "CniDatastoreContradictory",
            FindingSeverity.Error,
            "The CNI plugin is told to keep its data in another datastore than calico-node: pods get no network.",
            "Let the CNI configuration name the datastore as the official manifest of this datastore does; New-CalicoManifest makes one.",
            static installation => installation.Node is null ? [] : InTexts(installation, (map, text) => OtherDatastore(installation, map, text))),
        new(
            "CniEtcdEndpointsDiffer",
            FindingSeverity.Warning,
            "The CNI plugin is told to use other etcd endpoints than the rest of Calico.",
            "Set both with Set-CalicoManifest -EtcdEndpoint, or write __ETCD_ENDPOINTS__ in the CNI configuration.",
            static installation => installation.EtcdConfig is { } config
                ? InTexts(installation, (map, text) => ConfigurationText.CalicoPlugin(text).Text(ConfigKey.EtcdEndpoints) is { Length: > 0 } named &&
                    !named.StartsWith("__", StringComparison.Ordinal) && config.FindText("data", ConfigKey.EtcdEndpoints) is { Length: > 0 } endpoints &&
                    !endpoints.Contains('<') && !Endpoints(named).SetEquals(Endpoints(endpoints))
                        ? [ReportValue(map, text, ConfigKey.EtcdEndpoints, named)]
                        : [])
                : []),
        new(
            "CniEtcdFileOnNode",
            FindingSeverity.Information,
            "The CNI plugin reads its certificates for etcd from files that somebody has to put on every node: the Secret does not reach them.",
            "Write the placeholder in their place, as Set-CalicoManifest -EtcdCertificate does where install-cni mounts the Secret.",
            static installation => installation.EtcdConfig is null ? [] : InTexts(installation, static (map, text) =>
                from file in EtcdFile.All
                let named = ConfigurationText.CalicoPlugin(text).Text(file.CniKey)
                where named is { Length: > 0 } && !named.StartsWith("__", StringComparison.Ordinal)
                    && !named.StartsWith("/etc/cni/net.d/calico-tls/", StringComparison.Ordinal)
                select ReportValue(map, text, file.CniKey, named))),
    ];

    private static IEnumerable<Evidence> OtherDatastore(Installation installation, InspectedObject map, string text)
    {
        if (ConfigurationText.CalicoPlugin(text) is not { } plugin)
        {
            return [];
        }

        var type = plugin.Text("datastore_type");
        var namesEtcd = plugin.Text(ConfigKey.EtcdEndpoints) is { Length: > 0 };
        return installation.EtcdConfig is not null
            ? type == "kubernetes" ? [ReportValue(map, text, "datastore_type", type)] : []
            : namesEtcd && type != "kubernetes" ? [ReportValue(map, text, ConfigKey.EtcdEndpoints, plugin.Text(ConfigKey.EtcdEndpoints)!)] : [];
    }

    private static HashSet<string> Endpoints(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static Evidence ReportValue(InspectedObject map, string text, string key, string value) =>
        Report(map, $"{key} is {value}", text[..Math.Max(0, text.IndexOf($"\"{key}\"", StringComparison.Ordinal))].Count(static letter => letter == '\n'));

    private static IEnumerable<Evidence> InTexts(Installation installation, Func<InspectedObject, string, IEnumerable<Evidence>> look) =>
        installation.OfKind("ConfigMap").SelectMany(map => map.FindText("data", ConfigKey.CniConfiguration) is { } text ? look(map, text) : []);

    private static IEnumerable<Evidence> InLines(Installation installation, Func<string, string?> look) =>
        InTexts(installation, (map, text) =>
            from line in text.Split('\n').Index()
            let what = look(line.Item)
            where what is not null
            select Report(map, what, line.Index));

    private static IEnumerable<Evidence> NotJson(InspectedObject map, string text)
    {
        // Comments have their own rule; without them the rest can be judged.
        var filled = string.Join(
            '\n', text.Split('\n').Select(static line => IsComment(line) ? "" : ConfigurationText.Filled(line, static _ => "0")));
        try
        {
            JsonDocument.Parse(filled).Dispose();
            return [];
        }
        catch (JsonException error)
        {
            // Not the line itself: it may hold a token.
            var line = (int)(error.LineNumber ?? 0);
            return [Report(map, $"not JSON from line {line + 1} of the configuration on", line)];
        }
    }

    private static IEnumerable<Evidence> Unknown(InspectedObject map, string text, ReleaseNumber? release) =>
        from line in text.Split('\n').Index()
        from Match placeholder in Placeholder().Matches(line.Item)
        let releases = s_placeholders.GetValueOrDefault(placeholder.Groups[1].Value)
        where releases is null || (release is not null && !releases.Contains(release))
        select Report(map, placeholder.Value, line.Index);

    private static Evidence Report(InspectedObject map, string what, int line) => map.ReportInLine(what, line, ("data", ConfigKey.CniConfiguration));

    private static bool IsComment(string line) => line.TrimStart() is ['#', ..] or ['/', '/', ..];

    private static Dictionary<string, ReleaseSet> ReadPlaceholders(string table) => table.Split('\n')
        .Select(static row => row.Split(' ', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(static row => row[0], static row => ReleaseSet.Parse(row[1]));

    [GeneratedRegex("""__([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)__""")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""
        "mtu"\s*:\s*"[^"]*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex QuotedMtu();
}
