namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of the way to etcd: endpoints, paths and Secret fit together.</summary>
internal static class EtcdRules
{
    private const string Endpoints = "etcd_endpoints";
    private const string MountedSecret = "/calico-secrets/";

    private static readonly string[] s_pathKeys = ["etcd_ca", "etcd_cert", "etcd_key"];

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
                ? s_pathKeys.Where(key => config.Data(key).Length == 0).Select(key => config.See($"{key} is empty", "data", key))
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
                    ? [secret.See("no data")]
                    : []),
        Rule(
            "EtcdSecretElsewhere",
            FindingSeverity.Information,
            "Calico reads its certificates for etcd from a Secret that is not in this manifest: it has to be in the cluster before.",
            "Apply the Secret of New-CalicoEtcdSecret first, or together with this; if it was to be in the manifest, fill it in with "
                + "Set-CalicoManifest -EtcdCertificate.",
            static (installation, config) => installation.EtcdSecret is null ? MountedPaths(config).Take(1) : []),
        Rule(
            "EtcdSecretUnused",
            FindingSeverity.Warning,
            "There is a Secret with certificates for etcd, but Calico is not told to use it.",
            "Give https endpoints with Set-CalicoManifest -EtcdEndpoint and set the paths with -EtcdCertificate, or take the Secret out.",
            static (installation, config) =>
                installation.EtcdSecret is { IsEmpty: false } secret && !IsEncrypted(config) && !IsPlaceholder(config) &&
                !Paths(config).Any()
                    ? [secret.See("data that nothing reads")]
                    : []),
        Rule(
            "EtcdSecretKeyMissing",
            FindingSeverity.Error,
            "Calico is told to read a file that the Secret does not hold.",
            "Fill the Secret and the paths together with Set-CalicoManifest -EtcdCertificate.",
            static (installation, config) => installation.EtcdSecret is { IsEmpty: false } secret ? MissingFiles(config, secret) : []),
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
        Func<Installation, InspectedObject, IEnumerable<Sighting>> look) =>
        new(id, severity, message, remedy, installation => installation.EtcdConfig is { } config ? look(installation, config) : []);

    private static string Data(this InspectedObject config, string key) => config.FindText("data", key) ?? "";

    private static Sighting SeeEndpoints(InspectedObject config) =>
        config.See($"{Endpoints} is {config.Data(Endpoints)}", "data", Endpoints);

    private static bool IsPlaceholder(InspectedObject config) => config.Data(Endpoints).Contains('<');

    private static bool IsEncrypted(InspectedObject config) => config.Data(Endpoints).Contains("https://", StringComparison.Ordinal);

    private static IEnumerable<string> Paths(InspectedObject config) => s_pathKeys.Where(key => config.Data(key).Length > 0);

    private static IEnumerable<Sighting> MissingFiles(InspectedObject config, EtcdSecretContent secret) =>
        MountedPaths(config, file => !secret.Has(file));

    // A path that is not in the mounted Secret is another volume's affair.
    private static IEnumerable<Sighting> MountedPaths(InspectedObject config, Func<string, bool>? isMeant = null) =>
        from key in Paths(config)
        let path = config.Data(key)
        where path.StartsWith(MountedSecret, StringComparison.Ordinal) && isMeant?.Invoke(path[MountedSecret.Length..]) != false
        select config.See($"{key} is {path}", "data", key);

    private static IEnumerable<Sighting> TyphaName(InspectedObject config) =>
        config.Data("typha_service_name") is var name and not ("none" or "")
            ? [config.See($"typha_service_name is {name}", "data", "typha_service_name")]
            : [];

    private static IEnumerable<Sighting> TyphaItself(Installation installation) =>
        installation.Find("Deployment", "calico-typha") is { } typha ? [typha.See("Typha itself")] : [];
}
