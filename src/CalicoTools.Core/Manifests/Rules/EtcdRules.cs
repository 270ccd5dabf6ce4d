using CalicoTools.Calico;
using CalicoTools.Manifests.Installations;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of the way to etcd: endpoints, paths and Secret fit together.</summary>
internal static class EtcdRules
{
    private const string Endpoints = ConfigKey.EtcdEndpoints;
    private static readonly string[] s_pathKeys = [.. EtcdFile.All.Select(static file => file.ConfigKey)];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        Rule(
            "EtcdEndpointPlaceholder",
            FindingSeverity.Error,
            "The etcd endpoints are still the placeholder.",
            "Set them with Set-CalicoManifest -EtcdEndpoint.",
            static (_, config) => IsPlaceholder(config) ? [SeeEndpoints(config)] : []),
        Rule(
            "EtcdPathMissing",
            FindingSeverity.Error,
            "The etcd endpoints are https, but Calico is not told where its certificates are.",
            "Use Set-CalicoManifest with -EtcdCertificate, or with -ExternalEtcdSecret for a Secret kept apart from the manifest.",
            static (_, config) => IsEncrypted(config)
                ? s_pathKeys.Where(key => config.Data(key).Length == 0).Select(key => config.Report($"{key} is empty", "data", key))
                : []),
        Rule(
            "EtcdPathWithoutTls",
            FindingSeverity.Warning,
            "Calico is told where its certificates for etcd are, but the endpoints are not https: nothing is encrypted.",
            "Give https endpoints with Set-CalicoManifest -EtcdEndpoint, or empty the paths.",
            static (_, config) => !IsEncrypted(config) && !IsPlaceholder(config) && Paths(config).Any() ? [SeeEndpoints(config)] : []),
        Rule(
            "EtcdSecretEmpty",
            FindingSeverity.Error,
            "Calico needs certificates for etcd, but the Secret for them is empty; applying it empties the one in the cluster, too.",
            "Fill it with Set-CalicoManifest -EtcdCertificate, or leave it out with -ExternalEtcdSecret.",
            static (installation, config) =>
                installation.EtcdSecret is { IsEmpty: true } secret && (IsEncrypted(config) || Paths(config).Any())
                    ? [secret.Report("no data")]
                    : []),
        Rule(
            "EtcdSecretElsewhere",
            FindingSeverity.Information,
            "Calico reads its certificates for etcd from a Secret that is not in this manifest: it has to be in the cluster before.",
            "Apply the Secret of New-CalicoEtcdSecret first, or together with this; if it was to be in the manifest, fill it in with "
                + "Set-CalicoManifest -EtcdCertificate.",
            static (installation, config) => installation.EtcdSecret is null
                ? EtcdPathRules.Paths(installation).Where(static item => item.Found.Key is not null).Take(1)
                    .Select(item => config.Report($"{item.File.ConfigKey} is {item.Path}", "data", item.File.ConfigKey))
                : []),
        Rule(
            "EtcdSecretUnused",
            FindingSeverity.Warning,
            "There is a Secret with certificates for etcd, but Calico is not told to use it.",
            "Give https endpoints with Set-CalicoManifest -EtcdEndpoint and set the paths with -EtcdCertificate, or take the Secret out.",
            static (installation, config) =>
                installation.EtcdSecret is { IsEmpty: false } secret && !IsEncrypted(config) && !IsPlaceholder(config) &&
                !Paths(config).Any()
                    ? [secret.Report("data that nothing reads")]
                    : []),
        Rule(
            "EtcdEndpointsMalformed",
            FindingSeverity.Error,
            "The etcd endpoints are not a list of URLs with commas between them: Calico does not start.",
            "Set them with Set-CalicoManifest -EtcdEndpoint; the list has no blanks, no semicolons and no comma at its end.",
            static (_, config) => !IsPlaceholder(config) && config.Data(Endpoints) is { Length: > 0 } text && IsMalformed(text)
                ? [SeeEndpoints(config)]
                : []),
        Rule(
            "EtcdEndpointsMixed",
            FindingSeverity.Warning,
            "Some etcd endpoints are https and others http: what goes to the latter is neither encrypted nor authenticated.",
            "Give https endpoints only, with Set-CalicoManifest -EtcdEndpoint.",
            static (_, config) => !IsPlaceholder(config) && IsEncrypted(config) &&
                config.Data(Endpoints).Contains("http://", StringComparison.Ordinal)
                    ? [SeeEndpoints(config)]
                    : []),
        Rule(
            "TyphaWithEtcd",
            FindingSeverity.Error,
            "Typha serves the Kubernetes datastore only, but Calico keeps its data in etcd.",
            "Set typha_service_name to none and take the Deployment calico-typha out.",
            static (installation, config) => [.. TyphaName(config), .. TyphaItself(installation)]),
    ];

    private static ManifestRule Rule(
        string id,
        FindingSeverity severity,
        string message,
        string remedy,
        Func<Installation, InspectedObject, IEnumerable<Evidence>> look) =>
        new(id, severity, message, remedy, installation => installation.EtcdConfig is { } config ? look(installation, config) : []);

    private static string Data(this InspectedObject config, string key) => config.FindText("data", key) ?? "";

    private static Evidence SeeEndpoints(InspectedObject config) =>
        config.Report($"{Endpoints} is {config.Data(Endpoints)}", "data", Endpoints);

    private static bool IsPlaceholder(InspectedObject config) => config.Data(Endpoints).Contains('<');

    private static bool IsEncrypted(InspectedObject config) => config.Data(Endpoints).Contains("https://", StringComparison.Ordinal);

    private static IEnumerable<string> Paths(InspectedObject config) => s_pathKeys.Where(key => config.Data(key).Length > 0);

    private static bool IsMalformed(string text) =>
        text.Split(',').Any(static item => item.Length == 0 || item.Any(static letter => char.IsWhiteSpace(letter) || letter == ';'));

    private static IEnumerable<Evidence> TyphaName(InspectedObject config) =>
        config.Data(ConfigKey.TyphaService) is var name and not ("none" or "")
            ? [config.Report($"typha_service_name is {name}", "data", ConfigKey.TyphaService)]
            : [];

    private static IEnumerable<Evidence> TyphaItself(Installation installation) =>
        installation.Find("Deployment", "calico-typha") is { } typha ? [typha.Report("Typha itself")] : [];
}
