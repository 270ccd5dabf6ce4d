namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of the way to etcd: endpoints, paths and Secret fit together.</summary>
internal static class EtcdRules
{
    private const string MountedSecret = "/calico-secrets/";

    private static readonly string[] s_pathKeys = ["etcd_ca", "etcd_cert", "etcd_key"];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "EtcdEndpointPlaceholder",
            FindingSeverity.Error,
            "The etcd endpoints are still the placeholder.",
            "Set them with Set-CalicoManifest -EtcdEndpoint.",
            static installation => Config(installation, static config => Endpoints(config).Contains('<') ? [SeeEndpoints(config)] : [])),
        new(
            "EtcdPathMissing",
            FindingSeverity.Error,
            "The etcd endpoints are https, but Calico is not told where its certificates are.",
            "Use Set-CalicoManifest with -EtcdCertificate, or with -ExternalEtcdSecret for a Secret kept apart from the manifest.",
            static installation => Config(installation, static config => IsEncrypted(config)
                ? s_pathKeys.Where(key => Path(config, key).Length == 0).Select(key => config.See($"{key} is empty", "data", key))
                : [])),
        new(
            "EtcdPathWithoutTls",
            FindingSeverity.Warning,
            "Calico is told where its certificates for etcd are, but the endpoints are http: nothing is encrypted.",
            "Give https endpoints with Set-CalicoManifest -EtcdEndpoint, or empty the paths.",
            static installation => Config(installation, static config => !IsEncrypted(config) && UsedPaths(config).Any() ? [SeeEndpoints(config)] : [])),
        new(
            "EtcdSecretEmpty",
            FindingSeverity.Error,
            "Calico needs certificates for etcd, but the Secret for them is empty; applying it empties the one in the cluster, too.",
            "Fill it with Set-CalicoManifest -EtcdCertificate, or leave it out with -ExternalEtcdSecret.",
            static installation => Config(installation, config =>
                installation.EtcdSecret is { IsEmpty: true } secret && (IsEncrypted(config) || UsedPaths(config).Any()) ? [secret.See("no data")] : [])),
        new(
            "EtcdSecretKeyMissing",
            FindingSeverity.Error,
            "Calico is told to read a file that the Secret does not hold.",
            "Fill the Secret and the paths together with Set-CalicoManifest -EtcdCertificate.",
            static installation => Config(installation, config => installation.EtcdSecret is { IsEmpty: false } secret
                ? UsedPaths(config).Where(used => IsMissing(secret, used.Path)).Select(used => config.See($"{used.Key} is {used.Path}", "data", used.Key))
                : [])),
        new(
            "TyphaWithEtcd",
            FindingSeverity.Error,
            "Typha serves the Kubernetes datastore only, but Calico keeps its data in etcd.",
            "Set typha_service_name to none and take the Deployment calico-typha out.",
            static installation => Config(installation, config => TyphaName(config).Concat(TyphaDeployment(installation)))),
    ];

    private static IEnumerable<Sighting> Config(Installation installation, Func<InspectedObject, IEnumerable<Sighting>> look) =>
        installation.EtcdConfig is { } config ? look(config) : [];

    private static string Endpoints(InspectedObject config) => config.FindText("data", "etcd_endpoints") ?? "";

    private static Sighting SeeEndpoints(InspectedObject config) => config.See($"etcd_endpoints is {Endpoints(config)}", "data", "etcd_endpoints");

    private static bool IsEncrypted(InspectedObject config) => Endpoints(config).Contains("https://", StringComparison.Ordinal);

    private static string Path(InspectedObject config, string key) => config.FindText("data", key) ?? "";

    private static IEnumerable<(string Key, string Path)> UsedPaths(InspectedObject config) =>
        s_pathKeys.Select(key => (Key: key, Path: Path(config, key))).Where(static used => used.Path.Length > 0);

    // A path elsewhere is another volume's affair.
    private static bool IsMissing(EtcdSecretContent secret, string path) =>
        path.StartsWith(MountedSecret, StringComparison.Ordinal) && !secret.Has(path[MountedSecret.Length..]);

    private static IEnumerable<Sighting> TyphaName(InspectedObject config) =>
        config.FindText("data", "typha_service_name") is { } name and not ("none" or "")
            ? [config.See($"typha_service_name is {name}", "data", "typha_service_name")]
            : [];

    private static IEnumerable<Sighting> TyphaDeployment(Installation installation) =>
        installation.Find("Deployment", "calico-typha") is { } typha ? [typha.See("Typha itself")] : [];
}
