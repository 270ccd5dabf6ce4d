namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of where Calico is told to find its certificates for etcd, which hold for a Secret kept apart, too.</summary>
internal static class EtcdPathRules
{
    private const string MountedSecret = "/calico-secrets/";
    private const string Remedy =
        "Use Set-CalicoManifest with -EtcdCertificate, or with -ExternalEtcdSecret for a Secret kept apart: each sets all three paths.";

    // Key in the ConfigMap, key in the Secret.
    private static readonly (string Key, string File)[] s_paths =
        [("etcd_ca", "etcd-ca"), ("etcd_cert", "etcd-cert"), ("etcd_key", "etcd-key")];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        Rule(
            "EtcdPathSwapped",
            FindingSeverity.Error,
            "Calico is told to read one of its files for etcd in place of another.",
            static (_, path, own) => File(path) is { } file && file != own && s_paths.Any(other => other.File == file)),
        Rule(
            "EtcdPathNotMounted",
            FindingSeverity.Error,
            "Calico is told to read a file that cannot be there: nothing is mounted at its path.",
            static (installation, path, _) =>
                File(path) is { } file ? file.Length == 0 || file.Contains('/') : installation.Node is { } node && !node.Mounts(path)),
        Rule(
            "EtcdPathUnusual",
            FindingSeverity.Warning,
            "Calico is told to read a file that a Secret of New-CalicoEtcdSecret does not hold.",
            static (installation, path, _) => installation.EtcdSecret is null &&
                File(path) is { Length: > 0 } file && !file.Contains('/') && !s_paths.Any(usual => usual.File == file)),
    ];

    private static ManifestRule Rule(
        string id, FindingSeverity severity, string message, Func<Installation, string, string, bool> isWrong) =>
        new(id, severity, message, Remedy, installation => installation.EtcdConfig is { } config
            ? from item in s_paths
              let path = config.FindText("data", item.Key)
              where !string.IsNullOrEmpty(path) && isWrong(installation, path, item.File)
              select config.See($"{item.Key} is {path}", "data", item.Key)
            : []);

    private static string? File(string path) =>
        path.StartsWith(MountedSecret, StringComparison.Ordinal) ? path[MountedSecret.Length..] : null;
}
